CREATE TYPE "public"."change_kind" AS ENUM('permit_granted', 'permit_changed', 'permit_extended', 'permit_withdrawn', 'penalty', 'detention', 'criminal_liability', 'damage_compensation', 'new_information', 'changed_information', 'other');--> statement-breakpoint
CREATE TYPE "public"."change_state" AS ENUM('expected', 'published', 'superseded');--> statement-breakpoint
CREATE TYPE "public"."day_kind" AS ENUM('natural', 'working');--> statement-breakpoint
CREATE TYPE "public"."reminder_mail" AS ENUM('pending', 'sent', 'no_address', 'no_mail_server');--> statement-breakpoint
CREATE TYPE "public"."reminder_step" AS ENUM('days_30', 'days_7', 'day_1', 'overdue');--> statement-breakpoint
CREATE TYPE "public"."rule_duty" AS ENUM('annual', 'supplement', 'change', 'before_list', 'failure');--> statement-breakpoint
CREATE TYPE "public"."source_mark" AS ENUM('text', 'public', 'memory');--> statement-breakpoint
CREATE TABLE "change_reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "change_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"kind" "change_kind" NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date,
	"rule_set" text,
	"state" "change_state" NOT NULL,
	"version" smallint DEFAULT 1 NOT NULL,
	"supersedes_id" integer,
	"correction_reason" text,
	"document_no" text,
	"authority" text,
	"content" text,
	"signed_name" text,
	"published_at" timestamp with time zone,
	"case_id" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "change_reports_rule_whole" CHECK (("change_reports"."due_on" is null) = ("change_reports"."rule_set" is null)),
	CONSTRAINT "change_reports_published_whole" CHECK (("change_reports"."state" = 'expected') = ("change_reports"."published_at" is null)
      and ("change_reports"."state" = 'expected' or (length("change_reports"."content") > 0 and length("change_reports"."signed_name") > 0))),
	CONSTRAINT "change_reports_correction_has_reason" CHECK (("change_reports"."version" = 1) = ("change_reports"."supersedes_id" is null) and ("change_reports"."version" = 1 or length("change_reports"."correction_reason") > 0))
);
--> statement-breakpoint
CREATE TABLE "disclosure_reminders" (
	"enterprise_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"step" "reminder_step" NOT NULL,
	"reminded_at" timestamp with time zone NOT NULL,
	"mail" "reminder_mail" DEFAULT 'pending' NOT NULL,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "disclosure_reminders_year_enterprise_id_step_pk" PRIMARY KEY("year","enterprise_id","step"),
	CONSTRAINT "disclosure_reminders_sent_at" CHECK (("disclosure_reminders"."mail" = 'sent') = ("disclosure_reminders"."mailed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "disclosure_rules" (
	"rule_set" text NOT NULL,
	"duty" "rule_duty" NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"fixed_day" text,
	"year_offset" smallint DEFAULT 0 NOT NULL,
	"days" smallint,
	"day_kind" "day_kind",
	"basis" text NOT NULL,
	"basis_en" text NOT NULL,
	"mark" "source_mark" NOT NULL,
	CONSTRAINT "disclosure_rules_rule_set_duty_pk" PRIMARY KEY("rule_set","duty"),
	CONSTRAINT "disclosure_rules_one_term" CHECK (num_nonnulls("disclosure_rules"."fixed_day", "disclosure_rules"."days") = ("disclosure_rules"."duty" <> 'failure')::int),
	CONSTRAINT "disclosure_rules_kind_of_days" CHECK (("disclosure_rules"."days" is null) = ("disclosure_rules"."day_kind" is null)),
	CONSTRAINT "disclosure_rules_fixed_day" CHECK ("disclosure_rules"."fixed_day" ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
	CONSTRAINT "disclosure_rules_days_positive" CHECK ("disclosure_rules"."days" > 0),
	CONSTRAINT "disclosure_rules_valid_ordered" CHECK ("disclosure_rules"."valid_to" is null or "disclosure_rules"."valid_from" < "disclosure_rules"."valid_to")
);
--> statement-breakpoint
CREATE TABLE "key_polluter_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"year" smallint NOT NULL,
	"file_name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"supplement_id" integer,
	CONSTRAINT "key_polluter_files_bounded" CHECK (octet_length("key_polluter_files"."content") between 1 and 10485760),
	CONSTRAINT "key_polluter_files_supplement_published" CHECK ("key_polluter_files"."supplement_id" is null or "key_polluter_files"."published_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "key_polluter_supplements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "key_polluter_supplements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"published_on" date NOT NULL,
	"document_no" text
);
--> statement-breakpoint
ALTER TABLE "violation_cases" ALTER COLUMN "decision_no" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "violation_cases" ALTER COLUMN "decision_no_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "violation_cases" ALTER COLUMN "decided_on" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" ADD COLUMN "rule_set" text DEFAULT 'city-rule' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure_obligations" ADD COLUMN "overdue_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "disclosure_obligations" ADD COLUMN "refused_on" date;--> statement-breakpoint
ALTER TABLE "disclosure_obligations" ADD COLUMN "refusal_basis" text;--> statement-breakpoint
ALTER TABLE "key_polluters" ADD COLUMN "supplement_id" integer;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD COLUMN "origin_key" text;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD COLUMN "office_note" text;--> statement-breakpoint
ALTER TABLE "change_reports" ADD CONSTRAINT "change_reports_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_reports" ADD CONSTRAINT "change_reports_supersedes" FOREIGN KEY ("supersedes_id") REFERENCES "public"."change_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_reminders" ADD CONSTRAINT "disclosure_reminders_obligation" FOREIGN KEY ("year","enterprise_id") REFERENCES "public"."disclosure_obligations"("year","enterprise_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_polluter_files" ADD CONSTRAINT "key_polluter_files_supplement_id_key_polluter_supplements_id_fk" FOREIGN KEY ("supplement_id") REFERENCES "public"."key_polluter_supplements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_polluter_supplements" ADD CONSTRAINT "key_polluter_supplements_year_key_polluter_lists_year_fk" FOREIGN KEY ("year") REFERENCES "public"."key_polluter_lists"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "change_reports_one_per_case" ON "change_reports" USING btree ("case_id") WHERE "change_reports"."case_id" is not null and "change_reports"."version" = 1;--> statement-breakpoint
CREATE UNIQUE INDEX "change_reports_superseded_once" ON "change_reports" USING btree ("supersedes_id");--> statement-breakpoint
CREATE INDEX "change_reports_by_enterprise" ON "change_reports" USING btree ("enterprise_id","received_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "change_reports_latest" ON "change_reports" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "change_reports"."state" = 'published';--> statement-breakpoint
CREATE INDEX "disclosure_reminders_pending" ON "disclosure_reminders" USING btree ("reminded_at") WHERE "disclosure_reminders"."mail" = 'pending';--> statement-breakpoint
CREATE INDEX "key_polluter_files_latest" ON "key_polluter_files" USING btree ("uploaded_at" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "key_polluters" ADD CONSTRAINT "key_polluters_supplement_id_key_polluter_supplements_id_fk" FOREIGN KEY ("supplement_id") REFERENCES "public"."key_polluter_supplements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "violation_cases_drafts" ON "violation_cases" USING btree ("region_code","id") WHERE "violation_cases"."state" in ('draft', 'legal_review');--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_origin_once" UNIQUE("origin_key");--> statement-breakpoint
ALTER TABLE "disclosure_obligations" ADD CONSTRAINT "disclosure_obligations_refusal_whole" CHECK (("disclosure_obligations"."refused_on" is null) = ("disclosure_obligations"."refusal_basis" is null));--> statement-breakpoint
ALTER TABLE "disclosure_obligations" ADD CONSTRAINT "disclosure_obligations_refused_after_due" CHECK ("disclosure_obligations"."refused_on" > "disclosure_obligations"."due_on");--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_decided_or_draft" CHECK (num_nonnulls("violation_cases"."decision_no", "violation_cases"."decision_no_key", "violation_cases"."decided_on") = 3
      or ("violation_cases"."state" in ('draft', 'legal_review') and num_nonnulls("violation_cases"."decision_no", "violation_cases"."decision_no_key", "violation_cases"."decided_on") = 0));