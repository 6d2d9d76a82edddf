ALTER TABLE "reading_months" ADD COLUMN "over_hours" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_days" ADD COLUMN "over_hours" smallint DEFAULT 0 NOT NULL;
