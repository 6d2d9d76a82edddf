CREATE TYPE "public"."appeal_kind" AS ENUM('reconsideration', 'litigation');--> statement-breakpoint
CREATE TYPE "public"."appeal_result" AS ENUM('upheld', 'rejected', 'withdrawn', 'changed', 'revoked', 'unlawful', 'void');--> statement-breakpoint
CREATE TYPE "public"."correction_field" AS ENUM('title', 'titleEn', 'facts', 'factsEn', 'legalBasis', 'authority', 'decisionNo', 'decidedOn', 'rectifyBy', 'fine', 'legalRepresentative', 'responsiblePersons');--> statement-breakpoint
CREATE TYPE "public"."correction_state" AS ENUM('proposed', 'confirmed', 'refused');--> statement-breakpoint
CREATE TYPE "public"."removal_reason" AS ENUM('decision_changed', 'decision_revoked', 'decision_unlawful', 'decision_void', 'published_wrongly', 'term_over', 'credit_repaired');--> statement-breakpoint
CREATE TYPE "public"."repair_state" AS ENUM('applied', 'supported', 'opposed', 'granted', 'refused', 'taken_back');--> statement-breakpoint
CREATE TYPE "public"."reply_state" AS ENUM('waiting', 'published', 'refused', 'taken_back', 'superseded');--> statement-breakpoint
ALTER TYPE "public"."case_state" ADD VALUE 'expired';--> statement-breakpoint
CREATE TABLE "case_appeals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_appeals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"kind" "appeal_kind" NOT NULL,
	"body" text NOT NULL,
	"filed_on" date NOT NULL,
	"document_no" text NOT NULL,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	"result" "appeal_result",
	"decided_on" date,
	"result_document_no" text,
	"result_entered_by" text,
	"result_entered_at" timestamp with time zone,
	"withdraw_by" date,
	CONSTRAINT "case_appeals_result_whole" CHECK (num_nonnulls("case_appeals"."result", "case_appeals"."decided_on", "case_appeals"."result_document_no") in (0, 3)),
	CONSTRAINT "case_appeals_in_order" CHECK ("case_appeals"."filed_on" <= "case_appeals"."decided_on")
);
--> statement-breakpoint
CREATE TABLE "case_corrections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_corrections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"field" "correction_field" NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"is_before_shown" boolean NOT NULL,
	"reason" text NOT NULL,
	"legal_basis" text NOT NULL,
	"state" "correction_state" DEFAULT 'proposed' NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "case_corrections_by_two" CHECK ("case_corrections"."decided_by" <> "case_corrections"."proposed_by"),
	CONSTRAINT "case_corrections_decided" CHECK (("case_corrections"."state" = 'proposed') = ("case_corrections"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "case_repairs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_repairs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"state" "repair_state" DEFAULT 'applied' NOT NULL,
	"corrected_on" date NOT NULL,
	"paid_on" date,
	"promise" text NOT NULL,
	"applied_by" text,
	"applied_at" timestamp with time zone NOT NULL,
	"county_by" text,
	"county_at" timestamp with time zone,
	"county_words" text,
	"city_by" text,
	"city_at" timestamp with time zone,
	"city_words" text,
	CONSTRAINT "case_repairs_by_two" CHECK ("case_repairs"."city_by" <> "case_repairs"."county_by"),
	CONSTRAINT "case_repairs_county_first" CHECK ("case_repairs"."city_at" is null or "case_repairs"."county_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "case_replies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_replies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"version" smallint NOT NULL,
	"words" text NOT NULL,
	"state" "reply_state" DEFAULT 'waiting' NOT NULL,
	"written_by" text,
	"written_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"ground" "hiding_ground",
	"decision_words" text,
	"taken_back_at" timestamp with time zone,
	CONSTRAINT "case_replies_version_once" UNIQUE("case_id","version"),
	CONSTRAINT "case_replies_bounded" CHECK (length("case_replies"."words") between 1 and 3000),
	CONSTRAINT "case_replies_refused_on_a_ground" CHECK (("case_replies"."state" = 'refused') = ("case_replies"."ground" is not null)),
	CONSTRAINT "case_replies_decided" CHECK ("case_replies"."state" not in ('published', 'refused', 'superseded') or "case_replies"."decided_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "case_seal_readings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_seal_readings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"read_by" text NOT NULL,
	"reader_name" text NOT NULL,
	"reason" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_seal_readings_with_reason" CHECK (length("case_seal_readings"."reason") >= 5)
);
--> statement-breakpoint
CREATE TABLE "case_seals" (
	"case_id" integer PRIMARY KEY NOT NULL,
	"enterprise_id" integer,
	"reason" "removal_reason",
	"content" jsonb NOT NULL,
	"file_hashes" text[] DEFAULT '{}' NOT NULL,
	"words" text,
	"sealed_by" text,
	"sealed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "violation_cases" DROP CONSTRAINT "violation_cases_tombstone";--> statement-breakpoint
ALTER TABLE "violation_cases" ADD COLUMN "removal_reason" "removal_reason";--> statement-breakpoint
ALTER TABLE "case_appeals" ADD CONSTRAINT "case_appeals_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_appeals" ADD CONSTRAINT "case_appeals_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_appeals" ADD CONSTRAINT "case_appeals_result_entered_by_users_id_fk" FOREIGN KEY ("result_entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_corrections" ADD CONSTRAINT "case_corrections_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_corrections" ADD CONSTRAINT "case_corrections_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_corrections" ADD CONSTRAINT "case_corrections_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_repairs" ADD CONSTRAINT "case_repairs_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_repairs" ADD CONSTRAINT "case_repairs_applied_by_users_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_repairs" ADD CONSTRAINT "case_repairs_county_by_users_id_fk" FOREIGN KEY ("county_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_repairs" ADD CONSTRAINT "case_repairs_city_by_users_id_fk" FOREIGN KEY ("city_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_replies" ADD CONSTRAINT "case_replies_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_replies" ADD CONSTRAINT "case_replies_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_replies" ADD CONSTRAINT "case_replies_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_seal_readings" ADD CONSTRAINT "case_seal_readings_case_id_case_seals_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_seals"("case_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_seal_readings" ADD CONSTRAINT "case_seal_readings_read_by_users_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_seals" ADD CONSTRAINT "case_seals_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_seals" ADD CONSTRAINT "case_seals_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_seals" ADD CONSTRAINT "case_seals_sealed_by_users_id_fk" FOREIGN KEY ("sealed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_appeals_by_case" ON "case_appeals" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_appeals_clock" ON "case_appeals" USING btree ("withdraw_by") WHERE "case_appeals"."withdraw_by" is not null;--> statement-breakpoint
CREATE INDEX "case_corrections_by_case" ON "case_corrections" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_corrections_one_open" ON "case_corrections" USING btree ("case_id","field") WHERE "case_corrections"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "case_repairs_by_case" ON "case_repairs" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_repairs_one_open" ON "case_repairs" USING btree ("case_id") WHERE "case_repairs"."state" in ('applied', 'supported', 'opposed');--> statement-breakpoint
CREATE UNIQUE INDEX "case_replies_one_waits" ON "case_replies" USING btree ("case_id") WHERE "case_replies"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "case_replies_one_stands" ON "case_replies" USING btree ("case_id") WHERE "case_replies"."state" = 'published';--> statement-breakpoint
CREATE INDEX "case_replies_waiting" ON "case_replies" USING btree ("written_at") WHERE "case_replies"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "case_seal_readings_by_case" ON "case_seal_readings" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "violation_cases_display_ends" ON "violation_cases" USING btree ("display_until") WHERE "violation_cases"."state" = 'published';--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_removal_reason" CHECK ("violation_cases"."removal_reason" is null or "violation_cases"."removed_on" is not null);--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_tombstone" CHECK (("violation_cases"."state"::text in ('withdrawn', 'repaired', 'expired')) = ("violation_cases"."removed_on" is not null and "violation_cases"."removal_basis" is not null));