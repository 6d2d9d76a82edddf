CREATE TABLE "disclosure_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" integer NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"uploaded_by" text,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosure_files_bytes" CHECK ("disclosure_files"."bytes" > 0),
	CONSTRAINT "disclosure_files_name" CHECK (length("disclosure_files"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "disclosure_items" (
	"disclosure_id" integer NOT NULL,
	"group_name" text NOT NULL,
	"item" integer NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "disclosure_items_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"typed" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"private_answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "disclosure_items_disclosure_id_group_name_item_pk" PRIMARY KEY("disclosure_id","group_name","item"),
	CONSTRAINT "disclosure_items_numbered" CHECK ("disclosure_items"."item" >= 1)
);
--> statement-breakpoint
CREATE TABLE "disclosure_seals" (
	"disclosure_id" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"attached_by" text,
	"attached_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosure_seals_disclosure_id_file_id_pk" PRIMARY KEY("disclosure_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "sample_count" integer;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "report_no" text;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "rate_min" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "rate_max" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "special_limit" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "limit_rate" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "limit_water_per_product" text;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "special_period_limit" text;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "supervisory_exceedance_rate" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD COLUMN "online_exceedance_rate" numeric;--> statement-breakpoint
ALTER TABLE "disclosure_files" ADD CONSTRAINT "disclosure_files_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_files" ADD CONSTRAINT "disclosure_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_items" ADD CONSTRAINT "disclosure_items_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_seals" ADD CONSTRAINT "disclosure_seals_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_seals" ADD CONSTRAINT "disclosure_seals_file_id_disclosure_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."disclosure_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_seals" ADD CONSTRAINT "disclosure_seals_attached_by_users_id_fk" FOREIGN KEY ("attached_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_files_by_enterprise" ON "disclosure_files" USING btree ("enterprise_id","uploaded_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "disclosure_files_by_hash" ON "disclosure_files" USING btree ("sha256");--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_samples_positive" CHECK ("disclosure_rows"."sample_count" > 0);--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_rates_ordered" CHECK (0 <= "disclosure_rows"."rate_min" and "disclosure_rows"."rate_min" <= "disclosure_rows"."rate_max");--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_shares" CHECK ("disclosure_rows"."supervisory_exceedance_rate" between 0 and 100 and "disclosure_rows"."online_exceedance_rate" between 0 and 100);