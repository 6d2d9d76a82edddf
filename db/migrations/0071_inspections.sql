CREATE TYPE "public"."conflict_ground" AS ENUM('kin', 'interest', 'former_post', 'other');--> statement-breakpoint
CREATE TYPE "public"."draw_state" AS ENUM('committed', 'drawn', 'revealed', 'void');--> statement-breakpoint
CREATE TYPE "public"."finding_kind" AS ENUM('stealth_discharge', 'facility_inadequate', 'exceedance', 'records', 'permit', 'other');--> statement-breakpoint
CREATE TYPE "public"."inspection_kind" AS ENUM('daily', 'surprise', 'night', 'cross', 'double_random', 'recheck', 'campaign');--> statement-breakpoint
CREATE TYPE "public"."inspection_photo_kind" AS ENUM('site', 'record');--> statement-breakpoint
CREATE TYPE "public"."inspection_result" AS ENUM('no_problem', 'problems');--> statement-breakpoint
CREATE TYPE "public"."inspection_state" AS ENUM('planned', 'under_way', 'finished', 'void');--> statement-breakpoint
CREATE TYPE "public"."signature_means" AS ENUM('account', 'paper');--> statement-breakpoint
CREATE TABLE "draws" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "draws_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"seq" integer NOT NULL,
	"no" text NOT NULL,
	"purpose" text NOT NULL,
	"region_code" text,
	"is_cross" boolean NOT NULL,
	"firm_count" smallint NOT NULL,
	"inspector_count" smallint NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"state" "draw_state" DEFAULT 'committed' NOT NULL,
	"algorithm" text NOT NULL,
	"pools" text NOT NULL,
	"pools_sha256" text NOT NULL,
	"commitment" text NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"committed_by" text,
	"sealed_seed" "bytea",
	"witness" text,
	"witness_number" text,
	"drawn_at" timestamp with time zone,
	"drawn_by" text,
	"result" jsonb,
	"seed" text,
	"revealed_at" timestamp with time zone,
	"void_reason" text,
	"voided_at" timestamp with time zone,
	CONSTRAINT "draws_no_once" UNIQUE("no"),
	CONSTRAINT "draws_number" UNIQUE("year","seq"),
	CONSTRAINT "draws_hashes" CHECK ("draws"."pools_sha256" ~ '^[0-9a-f]{64}$' and "draws"."commitment" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "draws_counts" CHECK ("draws"."firm_count" between 1 and 200 and "draws"."inspector_count" between 2 and 6),
	CONSTRAINT "draws_window" CHECK ("draws"."from_on" <= "draws"."to_on"),
	CONSTRAINT "draws_purpose" CHECK (length("draws"."purpose") between 4 and 200),
	CONSTRAINT "draws_witness" CHECK ("draws"."witness_number" ~ '^[0-9]{4,20}$'),
	CONSTRAINT "draws_drawn" CHECK (("draws"."state" in ('drawn', 'revealed')) = ("draws"."drawn_at" is not null) and num_nulls("draws"."drawn_at", "draws"."result", "draws"."witness", "draws"."witness_number") in (0, 4)),
	CONSTRAINT "draws_revealed" CHECK (("draws"."state" = 'revealed') = ("draws"."revealed_at" is not null) and ("draws"."seed" is null) = ("draws"."revealed_at" is null) and ("draws"."sealed_seed" is null or "draws"."seed" is null)),
	CONSTRAINT "draws_void" CHECK (("draws"."state" = 'void') = ("draws"."voided_at" is not null) and ("draws"."voided_at" is null) = ("draws"."void_reason" is null)),
	CONSTRAINT "draws_in_order" CHECK ("draws"."committed_at" < "draws"."drawn_at" and "draws"."drawn_at" <= "draws"."revealed_at")
);
--> statement-breakpoint
CREATE TABLE "inspection_corrections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_corrections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"inspection_id" integer NOT NULL,
	"words" text NOT NULL,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "inspection_corrections_words" CHECK (length("inspection_corrections"."words") between 5 and 2000)
);
--> statement-breakpoint
CREATE TABLE "inspection_findings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"inspection_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"kind" "finding_kind" NOT NULL,
	"outlet_id" integer,
	"words" text NOT NULL,
	CONSTRAINT "inspection_findings_once" UNIQUE("inspection_id","position"),
	CONSTRAINT "inspection_findings_words" CHECK (length("inspection_findings"."words") between 5 and 1000)
);
--> statement-breakpoint
CREATE TABLE "inspection_officers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_officers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"inspection_id" integer NOT NULL,
	"officer_id" integer NOT NULL,
	"means" "signature_means",
	"signed_version" integer,
	"signed_at" timestamp with time zone,
	"signed_by" text,
	CONSTRAINT "inspection_officers_once" UNIQUE("inspection_id","officer_id"),
	CONSTRAINT "inspection_officers_signed" CHECK (num_nulls("inspection_officers"."means", "inspection_officers"."signed_version", "inspection_officers"."signed_at") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "inspection_photos" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_photos_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"inspection_id" integer NOT NULL,
	"key" uuid NOT NULL,
	"kind" "inspection_photo_kind" NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"added_by" text,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inspection_photos_once" UNIQUE("inspection_id","key"),
	CONSTRAINT "inspection_photos_hash" CHECK ("inspection_photos"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "inspection_samples" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_samples_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"inspection_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"report_no" text NOT NULL,
	"outlet_id" integer,
	"factor_code" text,
	"value" numeric,
	"met" boolean,
	CONSTRAINT "inspection_samples_once" UNIQUE("inspection_id","position"),
	CONSTRAINT "inspection_samples_report" CHECK (length(btrim("inspection_samples"."report_no")) between 1 and 80),
	CONSTRAINT "inspection_samples_value" CHECK ("inspection_samples"."value" >= 0 and ("inspection_samples"."value" is null or "inspection_samples"."factor_code" is not null))
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"seq" integer NOT NULL,
	"no" text NOT NULL,
	"enterprise_id" integer NOT NULL,
	"region_code" text NOT NULL,
	"kind" "inspection_kind" NOT NULL,
	"draw_id" integer,
	"campaign_id" integer,
	"problem_id" integer,
	"purpose" text,
	"planned_on" date NOT NULL,
	"due_on" date NOT NULL,
	"state" "inspection_state" DEFAULT 'planned' NOT NULL,
	"form" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"saved_by" text,
	"saved_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"words" text,
	"result" "inspection_result",
	"finished_at" timestamp with time zone,
	"finished_by" text,
	"void_reason" text,
	"planned_by" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inspections_no_once" UNIQUE("no"),
	CONSTRAINT "inspections_number" UNIQUE("year","seq"),
	CONSTRAINT "inspections_window" CHECK ("inspections"."planned_on" <= "inspections"."due_on"),
	CONSTRAINT "inspections_finished_whole" CHECK (("inspections"."state" = 'finished') = ("inspections"."finished_at" is not null) and num_nulls("inspections"."finished_at", "inspections"."result", "inspections"."words", "inspections"."started_at", "inspections"."ended_at") in (0, 5)),
	CONSTRAINT "inspections_ordered" CHECK ("inspections"."started_at" < "inspections"."ended_at" and "inspections"."ended_at" <= "inspections"."finished_at"),
	CONSTRAINT "inspections_void" CHECK (("inspections"."state" = 'void') = ("inspections"."void_reason" is not null)),
	CONSTRAINT "inspections_drawn" CHECK ("inspections"."kind" <> 'double_random' or "inspections"."draw_id" is not null),
	CONSTRAINT "inspections_recheck" CHECK ("inspections"."kind" <> 'recheck' or "inspections"."problem_id" is not null),
	CONSTRAINT "inspections_campaign" CHECK ("inspections"."kind" <> 'campaign' or "inspections"."campaign_id" is not null),
	CONSTRAINT "inspections_texts" CHECK (length("inspections"."words") between 1 and 4000 and length("inspections"."purpose") <= 200)
);
--> statement-breakpoint
CREATE TABLE "law_officers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "law_officers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"certificate_no" text NOT NULL,
	"region_code" text NOT NULL,
	"post" text NOT NULL,
	"user_id" text,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "law_officers_certificate_once" UNIQUE("certificate_no"),
	CONSTRAINT "law_officers_certificate" CHECK ("law_officers"."certificate_no" ~ '^[0-9]{8,14}$'),
	CONSTRAINT "law_officers_post" CHECK (length("law_officers"."post") between 2 and 60),
	CONSTRAINT "law_officers_ordered" CHECK ("law_officers"."from_on" < "law_officers"."until_on")
);
--> statement-breakpoint
CREATE TABLE "officer_conflicts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "officer_conflicts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"officer_id" integer NOT NULL,
	"enterprise_id" integer NOT NULL,
	"ground" "conflict_ground" NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"declared_by" text,
	"declared_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officer_conflicts_ordered" CHECK ("officer_conflicts"."from_on" < "officer_conflicts"."until_on")
);
--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_committed_by_users_id_fk" FOREIGN KEY ("committed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_drawn_by_users_id_fk" FOREIGN KEY ("drawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_corrections" ADD CONSTRAINT "inspection_corrections_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_corrections" ADD CONSTRAINT "inspection_corrections_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_findings" ADD CONSTRAINT "inspection_findings_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_findings" ADD CONSTRAINT "inspection_findings_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_officers" ADD CONSTRAINT "inspection_officers_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_officers" ADD CONSTRAINT "inspection_officers_officer_id_law_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."law_officers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_officers" ADD CONSTRAINT "inspection_officers_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_photos" ADD CONSTRAINT "inspection_photos_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_photos" ADD CONSTRAINT "inspection_photos_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_samples" ADD CONSTRAINT "inspection_samples_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_samples" ADD CONSTRAINT "inspection_samples_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_samples" ADD CONSTRAINT "inspection_samples_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_draw_id_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_finished_by_users_id_fk" FOREIGN KEY ("finished_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_planned_by_users_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_officers" ADD CONSTRAINT "law_officers_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_officers" ADD CONSTRAINT "law_officers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_conflicts" ADD CONSTRAINT "officer_conflicts_officer_id_law_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."law_officers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_conflicts" ADD CONSTRAINT "officer_conflicts_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_conflicts" ADD CONSTRAINT "officer_conflicts_declared_by_users_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "draws_by_time" ON "draws" USING btree ("committed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "inspection_corrections_by_inspection" ON "inspection_corrections" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "inspection_officers_by_officer" ON "inspection_officers" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "inspection_samples_by_report" ON "inspection_samples" USING btree ("report_no");--> statement-breakpoint
CREATE INDEX "inspections_by_enterprise" ON "inspections" USING btree ("enterprise_id","finished_at");--> statement-breakpoint
CREATE INDEX "inspections_by_region" ON "inspections" USING btree ("region_code","finished_at");--> statement-breakpoint
CREATE INDEX "inspections_finished" ON "inspections" USING btree ("finished_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "inspections_by_draw" ON "inspections" USING btree ("draw_id") WHERE "inspections"."draw_id" is not null;--> statement-breakpoint
CREATE INDEX "inspections_by_problem" ON "inspections" USING btree ("problem_id") WHERE "inspections"."problem_id" is not null;--> statement-breakpoint
CREATE INDEX "inspections_by_campaign" ON "inspections" USING btree ("campaign_id") WHERE "inspections"."campaign_id" is not null;--> statement-breakpoint
CREATE INDEX "inspections_waiting" ON "inspections" USING btree ("due_on") WHERE "inspections"."state" in ('planned', 'under_way');--> statement-breakpoint
CREATE UNIQUE INDEX "law_officers_account_once" ON "law_officers" USING btree ("user_id") WHERE "law_officers"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "law_officers_by_region" ON "law_officers" USING btree ("region_code","certificate_no");--> statement-breakpoint
CREATE UNIQUE INDEX "officer_conflicts_once" ON "officer_conflicts" USING btree ("officer_id","enterprise_id") WHERE "officer_conflicts"."until_on" is null;--> statement-breakpoint
CREATE INDEX "officer_conflicts_by_enterprise" ON "officer_conflicts" USING btree ("enterprise_id");