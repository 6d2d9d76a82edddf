CREATE TYPE "public"."ledger_kind" AS ENUM('screening', 'rectification');--> statement-breakpoint
CREATE TABLE "ledger_snapshots" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_snapshots_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ledger" "ledger_kind" NOT NULL,
	"region_code" text NOT NULL,
	"month" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"taken_by" text,
	"row_count" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "ledger_snapshots_once" UNIQUE("ledger","region_code","month"),
	CONSTRAINT "ledger_snapshots_month" CHECK ("ledger_snapshots"."month" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "ledger_snapshots_hash" CHECK ("ledger_snapshots"."sha256" = encode(sha256("ledger_snapshots"."content"), 'hex')),
	CONSTRAINT "ledger_snapshots_rows" CHECK ("ledger_snapshots"."row_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "screening_rows" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "screening_rows_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"batch" smallint NOT NULL,
	"credit_code" text NOT NULL,
	"enterprise_name" text NOT NULL,
	"name_pinyin" text NOT NULL,
	"region_code" text NOT NULL,
	"sector_code" text NOT NULL,
	"control_level" "control_level" NOT NULL,
	"derived" jsonb NOT NULL,
	"entered" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"exceeded" boolean,
	"online_exceeded" boolean,
	"open_problems" integer DEFAULT 0 NOT NULL,
	"missing" text[] NOT NULL,
	"screened_on" date,
	"screened_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone,
	"derived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_rows_once" UNIQUE("enterprise_id","batch"),
	CONSTRAINT "screening_rows_problems" CHECK ("screening_rows"."open_problems" >= 0),
	CONSTRAINT "screening_rows_screened" CHECK ("screening_rows"."screened_by" is null or "screening_rows"."screened_on" is not null)
);
--> statement-breakpoint
ALTER TABLE "ledger_snapshots" ADD CONSTRAINT "ledger_snapshots_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_snapshots" ADD CONSTRAINT "ledger_snapshots_taken_by_users_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rows" ADD CONSTRAINT "screening_rows_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rows" ADD CONSTRAINT "screening_rows_batch_batches_batch_fk" FOREIGN KEY ("batch") REFERENCES "public"."batches"("batch") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rows" ADD CONSTRAINT "screening_rows_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rows" ADD CONSTRAINT "screening_rows_sector_code_sectors_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_rows" ADD CONSTRAINT "screening_rows_screened_by_users_id_fk" FOREIGN KEY ("screened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_snapshots_by_month" ON "ledger_snapshots" USING btree ("month" DESC NULLS FIRST,"region_code");--> statement-breakpoint
CREATE INDEX "screening_rows_by_name" ON "screening_rows" USING btree ("name_pinyin","id");--> statement-breakpoint
CREATE INDEX "screening_rows_by_region" ON "screening_rows" USING btree ("region_code","batch","name_pinyin","id");--> statement-breakpoint
CREATE INDEX "screening_rows_by_problems" ON "screening_rows" USING btree ("open_problems" DESC NULLS FIRST,"name_pinyin","id");--> statement-breakpoint
CREATE INDEX "screening_rows_waiting" ON "screening_rows" USING btree ("region_code") WHERE "screening_rows"."screened_on" is null or "screening_rows"."missing" <> '{}';