ALTER TABLE "disclosure_rows" ADD COLUMN "detection_limit" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "limit_averaging" "averaging";--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "typed" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "disclosure_obligations_published" ON "disclosure_obligations" USING btree ("year","published_at" DESC NULLS LAST,"enterprise_id");--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_detection_positive" CHECK ("disclosure_rows"."detection_limit" > 0);