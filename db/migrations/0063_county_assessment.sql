CREATE TYPE "public"."county_measure_kind" AS ENUM('interview', 'listed_supervision', 'criticism');--> statement-breakpoint
CREATE TYPE "public"."county_measure_state" AS ENUM('proposed', 'in_force', 'lifted');--> statement-breakpoint
CREATE TYPE "public"."county_return_kind" AS ENUM('month', 'year');--> statement-breakpoint
CREATE TYPE "public"."county_return_state" AS ENUM('prepared', 'completed', 'signed', 'sent_back', 'received');--> statement-breakpoint
CREATE TYPE "public"."county_return_step" AS ENUM('prepared', 'completed', 'signed', 'sent_back', 'received', 'reminded', 'overdue');--> statement-breakpoint
CREATE TYPE "public"."proposal_decision" AS ENUM('taken', 'declined');--> statement-breakpoint
CREATE TYPE "public"."task_progress" AS ENUM('not_started', 'under_way', 'done');--> statement-breakpoint
CREATE TABLE "county_measure_follow_ups" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "county_measure_follow_ups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"measure_id" integer NOT NULL,
	"done_on" date NOT NULL,
	"words" text NOT NULL,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "county_measure_follow_ups_words" CHECK (length("county_measure_follow_ups"."words") between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "county_measures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "county_measures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" "county_measure_kind" NOT NULL,
	"region_code" text NOT NULL,
	"reason" text NOT NULL,
	"basis" text NOT NULL,
	"from_on" date NOT NULL,
	"due_on" date,
	"state" "county_measure_state" DEFAULT 'proposed' NOT NULL,
	"proposal" text,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"lifted_on" date,
	"lifted_basis" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "county_measures_confirmed" CHECK (("county_measures"."state" = 'proposed') = ("county_measures"."confirmed_at" is null)),
	CONSTRAINT "county_measures_two_people" CHECK ("county_measures"."entered_by" <> "county_measures"."confirmed_by"),
	CONSTRAINT "county_measures_due" CHECK ("county_measures"."from_on" <= "county_measures"."due_on"),
	CONSTRAINT "county_measures_lifted" CHECK (("county_measures"."state" = 'lifted') = ("county_measures"."lifted_on" is not null and "county_measures"."lifted_basis" is not null) and "county_measures"."from_on" <= "county_measures"."lifted_on"),
	CONSTRAINT "county_measures_texts" CHECK (length("county_measures"."reason") between 1 and 2000 and length("county_measures"."basis") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "county_return_steps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "county_return_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"return_id" integer NOT NULL,
	"step" "county_return_step" NOT NULL,
	"words" text,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "county_return_steps_words" CHECK (length("county_return_steps"."words") between 1 and 2000),
	CONSTRAINT "county_return_steps_reason" CHECK ("county_return_steps"."step" <> 'sent_back' or "county_return_steps"."words" is not null)
);
--> statement-breakpoint
CREATE TABLE "county_returns" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "county_returns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" "county_return_kind" NOT NULL,
	"region_code" text NOT NULL,
	"period" text NOT NULL,
	"due_on" date NOT NULL,
	"state" "county_return_state" NOT NULL,
	"figures" jsonb NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"words" jsonb NOT NULL,
	"checked" text[] NOT NULL,
	"completed_by" text,
	"completed_at" timestamp with time zone,
	"signed_by" text,
	"signed_at" timestamp with time zone,
	"seal_region_code" text,
	"first_signed_at" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "county_returns_once" UNIQUE("kind","region_code","period"),
	CONSTRAINT "county_returns_period" CHECK (case "county_returns"."kind" when 'month' then "county_returns"."period" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$' else "county_returns"."period" ~ '^20[0-9]{2}$' end),
	CONSTRAINT "county_returns_seal" CHECK ("county_returns"."seal_region_code" = "county_returns"."region_code"),
	CONSTRAINT "county_returns_two_people" CHECK ("county_returns"."completed_by" <> "county_returns"."signed_by"),
	CONSTRAINT "county_returns_in_order" CHECK (case "county_returns"."state"
        when 'prepared' then "county_returns"."completed_at" is null and "county_returns"."signed_at" is null
        when 'completed' then "county_returns"."completed_at" is not null and "county_returns"."signed_at" is null
        when 'sent_back' then "county_returns"."decided_at" is not null and "county_returns"."completed_at" is null and "county_returns"."signed_at" is null
        when 'signed' then "county_returns"."completed_at" is not null and "county_returns"."signed_at" is not null
        else "county_returns"."signed_at" is not null and "county_returns"."decided_at" is not null end),
	CONSTRAINT "county_returns_signed" CHECK (("county_returns"."signed_at" is null) = ("county_returns"."seal_region_code" is null)),
	CONSTRAINT "county_returns_first" CHECK ("county_returns"."signed_at" is null or "county_returns"."first_signed_at" <= "county_returns"."signed_at")
);
--> statement-breakpoint
CREATE TABLE "measure_proposals" (
	"key" text PRIMARY KEY NOT NULL,
	"decision" "proposal_decision" NOT NULL,
	"reason" text,
	"measure_id" integer,
	"decided_by" text,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "measure_proposals_whole" CHECK (("measure_proposals"."decision" = 'taken') = ("measure_proposals"."measure_id" is not null) and ("measure_proposals"."decision" = 'declined') = ("measure_proposals"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "score_months" (
	"month" text NOT NULL,
	"version" smallint NOT NULL,
	"formula" text NOT NULL,
	"rows" text NOT NULL,
	"scores" text NOT NULL,
	"sha256" text NOT NULL,
	"fixed_at" timestamp with time zone NOT NULL,
	"fixed_by" text,
	"reason" text,
	CONSTRAINT "score_months_month_version_pk" PRIMARY KEY("month","version"),
	CONSTRAINT "score_months_month" CHECK ("score_months"."month" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "score_months_hash" CHECK ("score_months"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "score_months_again" CHECK (("score_months"."version" = 1) = ("score_months"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "task_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "task_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state_id" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "task_files_hash" CHECK ("task_files"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "task_states" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "task_states_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"task_no" smallint NOT NULL,
	"region_code" text NOT NULL,
	"year" smallint NOT NULL,
	"progress" "task_progress" NOT NULL,
	"words" text NOT NULL,
	"paths" text[] NOT NULL,
	"signed_by" text,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "task_states_no" CHECK ("task_states"."task_no" between 1 and 20),
	CONSTRAINT "task_states_words" CHECK (length("task_states"."words") between 1 and 2000),
	CONSTRAINT "task_states_paths" CHECK (cardinality("task_states"."paths") <= 5)
);
--> statement-breakpoint
ALTER TABLE "county_measure_follow_ups" ADD CONSTRAINT "county_measure_follow_ups_measure_id_county_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."county_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_measure_follow_ups" ADD CONSTRAINT "county_measure_follow_ups_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_measures" ADD CONSTRAINT "county_measures_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_measures" ADD CONSTRAINT "county_measures_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_measures" ADD CONSTRAINT "county_measures_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_return_steps" ADD CONSTRAINT "county_return_steps_return_id_county_returns_id_fk" FOREIGN KEY ("return_id") REFERENCES "public"."county_returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_return_steps" ADD CONSTRAINT "county_return_steps_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_returns" ADD CONSTRAINT "county_returns_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_returns" ADD CONSTRAINT "county_returns_completed_by_users_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_returns" ADD CONSTRAINT "county_returns_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_returns" ADD CONSTRAINT "county_returns_seal_region_code_regions_code_fk" FOREIGN KEY ("seal_region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_returns" ADD CONSTRAINT "county_returns_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_proposals" ADD CONSTRAINT "measure_proposals_measure_id_county_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."county_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_proposals" ADD CONSTRAINT "measure_proposals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_months" ADD CONSTRAINT "score_months_fixed_by_users_id_fk" FOREIGN KEY ("fixed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_files" ADD CONSTRAINT "task_files_state_id_task_states_id_fk" FOREIGN KEY ("state_id") REFERENCES "public"."task_states"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_states" ADD CONSTRAINT "task_states_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_states" ADD CONSTRAINT "task_states_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "county_measure_follow_ups_by_measure" ON "county_measure_follow_ups" USING btree ("measure_id","done_on");--> statement-breakpoint
CREATE INDEX "county_measures_by_region" ON "county_measures" USING btree ("region_code","from_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "county_return_steps_by_return" ON "county_return_steps" USING btree ("return_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "county_return_steps_once" ON "county_return_steps" USING btree ("return_id","step") WHERE "county_return_steps"."step" in ('reminded', 'overdue');--> statement-breakpoint
CREATE INDEX "county_returns_by_period" ON "county_returns" USING btree ("period","kind");--> statement-breakpoint
CREATE INDEX "county_returns_due" ON "county_returns" USING btree ("due_on") WHERE "county_returns"."first_signed_at" is null;--> statement-breakpoint
CREATE INDEX "task_files_by_state" ON "task_files" USING btree ("state_id");--> statement-breakpoint
CREATE INDEX "task_states_newest" ON "task_states" USING btree ("year","region_code","task_no","id" DESC NULLS FIRST);