DROP INDEX "standard_limits_standard";--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" ADD COLUMN "basis_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "device_unit" text;--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "note_zh" text;--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "note_en" text;--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "sources" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "standard_limits" ADD COLUMN "factor_name_en" text;--> statement-breakpoint
ALTER TABLE "standard_limits" ADD COLUMN "applies_to_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "standard_limits" ADD COLUMN "note_en" text;--> statement-breakpoint
ALTER TABLE "standard_limits" ADD COLUMN "special_confidence" "confidence";--> statement-breakpoint
ALTER TABLE "standards" ADD COLUMN "in_force_confidence" "confidence" DEFAULT 'memory' NOT NULL;--> statement-breakpoint
ALTER TABLE "standards" ADD COLUMN "sector_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "standards" ADD COLUMN "averaging_note_en" text;--> statement-breakpoint
ALTER TABLE "standards" ADD COLUMN "judging_note_en" text;--> statement-breakpoint
ALTER TABLE "standards" ADD COLUMN "notes_en" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "standards" ADD COLUMN "source_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "standard_limits_standard" ON "standard_limits" USING btree ("standard_code","position");