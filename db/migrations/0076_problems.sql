CREATE TYPE "public"."closure_file_kind" AS ENUM('before', 'after', 'report', 'county_site', 'city_site');--> statement-breakpoint
CREATE TYPE "public"."closure_opinion" AS ENUM('agreed', 'refused');--> statement-breakpoint
CREATE TYPE "public"."closure_role" AS ENUM('filler', 'reviewer', 'county', 'city');--> statement-breakpoint
CREATE TYPE "public"."closure_state" AS ENUM('filled', 'requested', 'county_agreed', 'public_window', 'closed', 'refused', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."objection_state" AS ENUM('open', 'rejected', 'upheld');--> statement-breakpoint
CREATE TYPE "public"."problem_execution" AS ENUM('not_due', 'under_way', 'done', 'court');--> statement-breakpoint
CREATE TYPE "public"."problem_kind" AS ENUM('stealth_discharge', 'facility_inadequate', 'exceedance', 'records', 'permit', 'other');--> statement-breakpoint
CREATE TYPE "public"."problem_plan_state" AS ENUM('none', 'drafted', 'filed', 'published');--> statement-breakpoint
CREATE TYPE "public"."problem_source" AS ENUM('screening', 'self_check', 'public_report', 'online', 'inspection', 'media', 'supervisory', 'case');--> statement-breakpoint
CREATE TYPE "public"."problem_state" AS ENUM('found', 'rectifying', 'requested', 'county_agreed', 'public_window', 'closed');--> statement-breakpoint
CREATE TYPE "public"."problem_step" AS ENUM('found', 'changed', 'checked', 'requested', 'county_agreed', 'county_refused', 'city_agreed', 'city_refused', 'objected', 'objection_rejected', 'objection_upheld', 'closed', 'recurred');--> statement-breakpoint
CREATE TABLE "closure_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "closure_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"form_id" integer NOT NULL,
	"closure_id" integer,
	"kind" "closure_file_kind" NOT NULL,
	"report_no" text,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "closure_files_hash" CHECK ("closure_files"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "closure_files_site" CHECK (("closure_files"."kind" in ('county_site', 'city_site')) = ("closure_files"."closure_id" is not null)),
	CONSTRAINT "closure_files_name" CHECK (length("closure_files"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "closure_forms" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "closure_forms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"measures" text NOT NULL,
	"completion" text NOT NULL,
	"completed_on" date NOT NULL,
	"filled_at" timestamp with time zone NOT NULL,
	CONSTRAINT "closure_forms_words" CHECK (length("closure_forms"."measures") between 1 and 4000 and length("closure_forms"."completion") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "closure_objections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "closure_objections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"closure_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"words" text NOT NULL,
	"public_words" text,
	"contact" text,
	"at" timestamp with time zone NOT NULL,
	"state" "objection_state" DEFAULT 'open' NOT NULL,
	"answer" text,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	CONSTRAINT "closure_objections_position" UNIQUE("closure_id","position"),
	CONSTRAINT "closure_objections_words" CHECK (length("closure_objections"."words") between 1 and 4000 and length("closure_objections"."public_words") between 1 and 4000),
	CONSTRAINT "closure_objections_contact" CHECK (length("closure_objections"."contact") between 1 and 200),
	CONSTRAINT "closure_objections_decided" CHECK (("closure_objections"."state" = 'open') = ("closure_objections"."decided_at" is null) and ("closure_objections"."decided_at" is null) = ("closure_objections"."answer" is null) and length("closure_objections"."answer") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "closure_signatures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "closure_signatures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"closure_id" integer NOT NULL,
	"role" "closure_role" NOT NULL,
	"opinion" "closure_opinion" NOT NULL,
	"words" text,
	"signed_on" date NOT NULL,
	"names" text[] NOT NULL,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	"document" jsonb NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "closure_signatures_each_once" UNIQUE("closure_id","role"),
	CONSTRAINT "closure_signatures_words" CHECK (length("closure_signatures"."words") between 1 and 4000),
	CONSTRAINT "closure_signatures_reason" CHECK ("closure_signatures"."words" is not null or "closure_signatures"."role" in ('filler', 'reviewer')),
	CONSTRAINT "closure_signatures_names" CHECK (cardinality("closure_signatures"."names") between 1 and 6),
	CONSTRAINT "closure_signatures_two_checkers" CHECK ("closure_signatures"."role" not in ('county', 'city') or cardinality("closure_signatures"."names") >= 2),
	CONSTRAINT "closure_signatures_hash" CHECK ("closure_signatures"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "closures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"form_id" integer NOT NULL,
	"problem_id" integer NOT NULL,
	"state" "closure_state" DEFAULT 'filled' NOT NULL,
	"window_from" date,
	"window_to" date,
	"closed_on" date,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "closures_once" UNIQUE("form_id","problem_id"),
	CONSTRAINT "closures_window" CHECK (("closures"."window_from" is null) = ("closures"."window_to" is null) and "closures"."window_from" <= "closures"."window_to"),
	CONSTRAINT "closures_windowed" CHECK ("closures"."state" not in ('public_window', 'closed') or "closures"."window_to" is not null),
	CONSTRAINT "closures_closed" CHECK (("closures"."state" = 'closed') = ("closures"."closed_on" is not null) and "closures"."window_to" < "closures"."closed_on")
);
--> statement-breakpoint
CREATE TABLE "problem_checks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "problem_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"problem_id" integer NOT NULL,
	"checked_on" date NOT NULL,
	"words" text NOT NULL,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "problem_checks_words" CHECK (length("problem_checks"."words") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "problem_history" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "problem_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"problem_id" integer NOT NULL,
	"step" "problem_step" NOT NULL,
	"words" text,
	"version" integer,
	"line" jsonb,
	"closure_id" integer,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "problem_history_words" CHECK (length("problem_history"."words") between 1 and 4000),
	CONSTRAINT "problem_history_line" CHECK (("problem_history"."version" is null) = ("problem_history"."line" is null))
);
--> statement-breakpoint
CREATE TABLE "problem_reminders" (
	"region_code" text NOT NULL,
	"month" text NOT NULL,
	"lines" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "problem_reminders_region_code_month_pk" PRIMARY KEY("region_code","month"),
	CONSTRAINT "problem_reminders_month" CHECK ("problem_reminders"."month" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "problems_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"no" text NOT NULL,
	"enterprise_id" integer NOT NULL,
	"outlet_id" integer,
	"region_code" text NOT NULL,
	"sector_code" text NOT NULL,
	"batch" smallint NOT NULL,
	"kind" "problem_kind" NOT NULL,
	"source" "problem_source" NOT NULL,
	"source_ref" text,
	"found_on" date NOT NULL,
	"words" text NOT NULL,
	"case_id" integer,
	"document_no" text,
	"requirement" text,
	"execution" "problem_execution",
	"execution_words" text,
	"plan_state" "problem_plan_state" DEFAULT 'none' NOT NULL,
	"plan" text,
	"measures" text,
	"deadline" date,
	"recheck_report_no" text,
	"recheck_on" date,
	"recheck_met" boolean,
	"state" "problem_state" DEFAULT 'found' NOT NULL,
	"previous_id" integer,
	"closed_on" date,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "problems_no_unique" UNIQUE("no"),
	CONSTRAINT "problems_source_once" UNIQUE("source","source_ref"),
	CONSTRAINT "problems_no" CHECK ("problems"."no" ~ '^[0-9]{6}-20[0-9]{2}-[0-9]{4,6}$'),
	CONSTRAINT "problems_words" CHECK (length("problems"."words") between 1 and 2000 and length("problems"."requirement") between 1 and 2000 and length("problems"."execution_words") between 1 and 2000
      and length("problems"."plan") between 1 and 4000 and length("problems"."measures") between 1 and 4000),
	CONSTRAINT "problems_numbers" CHECK (length("problems"."document_no") between 1 and 100 and length("problems"."recheck_report_no") between 1 and 100),
	CONSTRAINT "problems_in_order" CHECK ("problems"."found_on" <= "problems"."deadline" and "problems"."found_on" <= "problems"."recheck_on" and "problems"."found_on" <= "problems"."closed_on"),
	CONSTRAINT "problems_plan" CHECK (("problems"."plan_state" = 'none') = ("problems"."plan" is null)),
	CONSTRAINT "problems_executed" CHECK ("problems"."execution_words" is null or "problems"."execution" is not null),
	CONSTRAINT "problems_rechecked" CHECK ("problems"."recheck_met" is null or "problems"."recheck_on" is not null),
	CONSTRAINT "problems_closed" CHECK (("problems"."state" = 'closed') = ("problems"."closed_on" is not null)),
	CONSTRAINT "problems_recurred" CHECK ("problems"."previous_id" <> "problems"."id")
);
--> statement-breakpoint
ALTER TABLE "closure_files" ADD CONSTRAINT "closure_files_form_id_closure_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."closure_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_files" ADD CONSTRAINT "closure_files_closure_id_closures_id_fk" FOREIGN KEY ("closure_id") REFERENCES "public"."closures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_forms" ADD CONSTRAINT "closure_forms_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_objections" ADD CONSTRAINT "closure_objections_closure_id_closures_id_fk" FOREIGN KEY ("closure_id") REFERENCES "public"."closures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_objections" ADD CONSTRAINT "closure_objections_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_signatures" ADD CONSTRAINT "closure_signatures_closure_id_closures_id_fk" FOREIGN KEY ("closure_id") REFERENCES "public"."closures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_signatures" ADD CONSTRAINT "closure_signatures_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_form_id_closure_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."closure_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_checks" ADD CONSTRAINT "problem_checks_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_checks" ADD CONSTRAINT "problem_checks_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_history" ADD CONSTRAINT "problem_history_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_history" ADD CONSTRAINT "problem_history_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_reminders" ADD CONSTRAINT "problem_reminders_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_sector_code_sectors_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_batch_batches_batch_fk" FOREIGN KEY ("batch") REFERENCES "public"."batches"("batch") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_previous_id_problems_id_fk" FOREIGN KEY ("previous_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "closure_files_by_form" ON "closure_files" USING btree ("form_id","id");--> statement-breakpoint
CREATE INDEX "closure_forms_by_enterprise" ON "closure_forms" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "closure_objections_open" ON "closure_objections" USING btree ("closure_id") WHERE "closure_objections"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "closure_signatures_one_hand" ON "closure_signatures" USING btree ("closure_id","by");--> statement-breakpoint
CREATE UNIQUE INDEX "closures_one_at_a_time" ON "closures" USING btree ("problem_id") WHERE "closures"."state" not in ('refused', 'withdrawn');--> statement-breakpoint
CREATE INDEX "closures_by_state" ON "closures" USING btree ("state","window_to") WHERE "closures"."state" not in ('closed', 'refused', 'withdrawn');--> statement-breakpoint
CREATE INDEX "problem_checks_by_problem" ON "problem_checks" USING btree ("problem_id","checked_on");--> statement-breakpoint
CREATE INDEX "problem_history_by_problem" ON "problem_history" USING btree ("problem_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "problem_history_version_once" ON "problem_history" USING btree ("problem_id","version") WHERE "problem_history"."version" is not null;--> statement-breakpoint
CREATE INDEX "problems_newest" ON "problems" USING btree ("found_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "problems_by_region" ON "problems" USING btree ("region_code","state","found_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "problems_by_enterprise" ON "problems" USING btree ("enterprise_id","found_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "problems_by_sector" ON "problems" USING btree ("sector_code","found_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "problems_by_case" ON "problems" USING btree ("case_id") WHERE "problems"."case_id" is not null;--> statement-breakpoint
CREATE INDEX "problems_due" ON "problems" USING btree ("deadline","id") WHERE "problems"."state" <> 'closed';--> statement-breakpoint
CREATE INDEX "problems_waiting" ON "problems" USING btree ("state","region_code") WHERE "problems"."state" not in ('found', 'closed');