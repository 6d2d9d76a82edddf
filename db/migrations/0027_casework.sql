CREATE TYPE "public"."case_approval_step" AS ENUM('drafted', 'edited', 'submitted', 'passed', 'returned', 'published');--> statement-breakpoint
CREATE TYPE "public"."case_reference_kind" AS ENUM('outlet', 'disclosure', 'reading');--> statement-breakpoint
CREATE TYPE "public"."evidence_kind" AS ENUM('documentary', 'physical', 'audiovisual', 'electronic', 'testimony', 'statement', 'appraisal', 'record');--> statement-breakpoint
ALTER TYPE "public"."case_step" ADD VALUE 'paid' BEFORE 'rectified';--> statement-breakpoint
ALTER TYPE "public"."case_step" ADD VALUE 'execution' BEFORE 'rectified';--> statement-breakpoint
CREATE TABLE "case_approvals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_approvals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"step" "case_approval_step" NOT NULL,
	"person_id" text,
	"person_name" text NOT NULL,
	"revision" integer NOT NULL,
	"words" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_approvals_returned_with_words" CHECK ("case_approvals"."step" <> 'returned' or length("case_approvals"."words") > 0)
);
--> statement-breakpoint
CREATE TABLE "case_evidence" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"kind" "evidence_kind" NOT NULL,
	"description" text NOT NULL,
	"is_public" boolean NOT NULL,
	"file_sha256" text,
	"file_name" text,
	"media_type" text,
	"file_bytes" integer,
	"added_by" text,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_evidence_described" CHECK (length("case_evidence"."description") between 1 and 500),
	CONSTRAINT "case_evidence_file_whole" CHECK (num_nonnulls("case_evidence"."file_sha256", "case_evidence"."file_name", "case_evidence"."media_type", "case_evidence"."file_bytes") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "case_penalty_periods" (
	"measure_id" integer NOT NULL,
	"served_on" date NOT NULL,
	"rechecked_on" date NOT NULL,
	CONSTRAINT "case_penalty_periods_measure_id_served_on_pk" PRIMARY KEY("measure_id","served_on"),
	CONSTRAINT "case_penalty_periods_ordered" CHECK ("case_penalty_periods"."served_on" < "case_penalty_periods"."rechecked_on")
);
--> statement-breakpoint
CREATE TABLE "case_references" (
	"case_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"kind" "case_reference_kind" NOT NULL,
	"outlet_id" integer,
	"disclosure_id" integer,
	"words" text,
	CONSTRAINT "case_references_case_id_position_pk" PRIMARY KEY("case_id","position"),
	CONSTRAINT "case_references_outlet_once" UNIQUE("case_id","outlet_id"),
	CONSTRAINT "case_references_of_their_kind" CHECK (("case_references"."kind" = 'outlet') = ("case_references"."outlet_id" is not null) and ("case_references"."kind" = 'disclosure') = ("case_references"."disclosure_id" is not null)
      and ("case_references"."kind" = 'reading') = ("case_references"."words" is not null))
);
--> statement-breakpoint
CREATE TABLE "case_revisions" (
	"case_id" integer NOT NULL,
	"revision" integer NOT NULL,
	"content" jsonb NOT NULL,
	"saved_by" text,
	"saved_by_name" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_revisions_case_id_revision_pk" PRIMARY KEY("case_id","revision"),
	CONSTRAINT "case_revisions_counted" CHECK ("case_revisions"."revision" >= 1),
	CONSTRAINT "case_revisions_bounded" CHECK (length("case_revisions"."content"::text) <= 400000)
);
--> statement-breakpoint
ALTER TABLE "violation_measures" ADD COLUMN "prolonged_on" date;--> statement-breakpoint
ALTER TABLE "case_approvals" ADD CONSTRAINT "case_approvals_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_approvals" ADD CONSTRAINT "case_approvals_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_evidence" ADD CONSTRAINT "case_evidence_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_evidence" ADD CONSTRAINT "case_evidence_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_penalty_periods" ADD CONSTRAINT "case_penalty_periods_measure_id_violation_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."violation_measures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_references" ADD CONSTRAINT "case_references_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_references" ADD CONSTRAINT "case_references_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_references" ADD CONSTRAINT "case_references_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_revisions" ADD CONSTRAINT "case_revisions_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_revisions" ADD CONSTRAINT "case_revisions_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_approvals_by_case" ON "case_approvals" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_approvals_published_once" ON "case_approvals" USING btree ("case_id") WHERE "case_approvals"."step" = 'published';--> statement-breakpoint
CREATE INDEX "case_evidence_by_case" ON "case_evidence" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_references_by_outlet" ON "case_references" USING btree ("outlet_id") WHERE "case_references"."outlet_id" is not null;--> statement-breakpoint
ALTER TABLE "violation_measures" ADD CONSTRAINT "violation_measures_prolonged" CHECK ("violation_measures"."from_on" <= "violation_measures"."prolonged_on" and "violation_measures"."prolonged_on" <= "violation_measures"."to_on");