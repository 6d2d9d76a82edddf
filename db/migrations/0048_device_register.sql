CREATE TYPE "public"."device_check_result" AS ENUM('fine', 'problems', 'falsified');--> statement-breakpoint
CREATE TYPE "public"."device_check_topic" AS ENUM('installation', 'running', 'connection', 'data_quality');--> statement-breakpoint
CREATE TYPE "public"."device_stop_kind" AS ENUM('production', 'device', 'removal');--> statement-breakpoint
CREATE TYPE "public"."device_stop_state" AS ENUM('applied', 'approved', 'silent', 'refused', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."install_group" AS ENUM('listed_sector', 'chemical', 'nutrient', 'other');--> statement-breakpoint
CREATE TYPE "public"."raised_kind" AS ENUM('monitoring', 'inspection');--> statement-breakpoint
CREATE TABLE "device_checks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"device_id" integer NOT NULL,
	"topics" "device_check_topic"[] NOT NULL,
	"checked_on" date NOT NULL,
	"result" "device_check_result" NOT NULL,
	"findings" text NOT NULL,
	"rectify_by" date,
	"rectified_on" date,
	"rectified" text,
	"file_id" integer,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_checks_topics" CHECK (cardinality("device_checks"."topics") > 0),
	CONSTRAINT "device_checks_words" CHECK (length("device_checks"."findings") between 1 and 2000 and length("device_checks"."rectified") between 1 and 2000),
	CONSTRAINT "device_checks_term" CHECK ("device_checks"."result" <> 'problems' or "device_checks"."rectify_by" is not null),
	CONSTRAINT "device_checks_rectified" CHECK (("device_checks"."rectified_on" is null) = ("device_checks"."rectified" is null))
);
--> statement-breakpoint
CREATE TABLE "device_faults" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_faults_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"device_id" integer NOT NULL,
	"outlet_id" integer NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"cause" text NOT NULL,
	"report_due_at" timestamp with time zone NOT NULL,
	"reported_by" text,
	"reported_at" timestamp with time zone NOT NULL,
	"repair_due_at" timestamp with time zone NOT NULL,
	"samples_per_day" smallint NOT NULL,
	"repaired_at" timestamp with time zone,
	"repair" text,
	"repaired_by" text,
	"repair_reported_at" timestamp with time zone,
	CONSTRAINT "device_faults_ordered" CHECK ("device_faults"."began_at" <= "device_faults"."reported_at" and "device_faults"."began_at" <= "device_faults"."repaired_at"),
	CONSTRAINT "device_faults_words" CHECK (length("device_faults"."cause") between 1 and 2000 and length("device_faults"."repair") between 1 and 2000),
	CONSTRAINT "device_faults_repair" CHECK (("device_faults"."repaired_at" is null) = ("device_faults"."repair" is null))
);
--> statement-breakpoint
CREATE TABLE "device_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"added_by" text,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_files_hash" CHECK ("device_files"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "device_plans" (
	"outlet_id" integer PRIMARY KEY NOT NULL,
	"group" "install_group" NOT NULL,
	"due_on" date NOT NULL,
	"note" text,
	"planned_by" text,
	"planned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_plans_note" CHECK (length("device_plans"."note") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "device_steps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"device_id" integer NOT NULL,
	"step" "device_state" NOT NULL,
	"reached_on" date NOT NULL,
	"document_no" text,
	"words" text,
	"file_id" integer,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_steps_once" UNIQUE("device_id","step"),
	CONSTRAINT "device_steps_acceptance" CHECK ("device_steps"."step" not in ('planned', 'stopped')),
	CONSTRAINT "device_steps_papers" CHECK (length("device_steps"."document_no") between 1 and 80 and length("device_steps"."words") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "device_stops" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_stops_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"device_id" integer NOT NULL,
	"outlet_id" integer NOT NULL,
	"kind" "device_stop_kind" NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone,
	"reason" text NOT NULL,
	"file_id" integer,
	"applied_by" text,
	"applied_at" timestamp with time zone NOT NULL,
	"answer_due_on" date NOT NULL,
	"state" "device_stop_state" DEFAULT 'applied' NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "device_stops_end" CHECK (("device_stops"."kind" = 'removal') = ("device_stops"."to_at" is null)),
	CONSTRAINT "device_stops_ordered" CHECK ("device_stops"."from_at" < "device_stops"."to_at" and "device_stops"."from_at" <= "device_stops"."ended_at"),
	CONSTRAINT "device_stops_answer" CHECK (("device_stops"."state" = 'applied') = ("device_stops"."answered_at" is null)),
	CONSTRAINT "device_stops_two_people" CHECK ("device_stops"."applied_by" <> "device_stops"."answered_by" or "device_stops"."state" = 'withdrawn'),
	CONSTRAINT "device_stops_words" CHECK (length("device_stops"."reason") between 1 and 2000 and length("device_stops"."answer") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "manual_values" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "manual_values_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"fault_id" integer,
	"factor_code" text NOT NULL,
	"sampled_at" timestamp with time zone NOT NULL,
	"value" double precision NOT NULL,
	"unit" text NOT NULL,
	"limit_min" double precision,
	"limit_max" double precision,
	"laboratory" text NOT NULL,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "manual_values_once" UNIQUE("outlet_id","factor_code","sampled_at"),
	CONSTRAINT "manual_values_value" CHECK ("manual_values"."value" >= 0 and "manual_values"."value" < 'Infinity'),
	CONSTRAINT "manual_values_laboratory" CHECK (length("manual_values"."laboratory") between 2 and 100)
);
--> statement-breakpoint
CREATE TABLE "raised_schedules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "raised_schedules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"kind" "raised_kind" NOT NULL,
	"every_days" smallint NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "raised_schedules_every" CHECK ("raised_schedules"."every_days" between 1 and 366),
	CONSTRAINT "raised_schedules_ordered" CHECK ("raised_schedules"."from_on" <= "raised_schedules"."to_on")
);
--> statement-breakpoint
CREATE TABLE "raised_visits" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "raised_visits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"schedule_id" integer NOT NULL,
	"done_on" date NOT NULL,
	"has_exceeded" boolean,
	"findings" text NOT NULL,
	"report_no" text,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "raised_visits_once" UNIQUE("schedule_id","done_on"),
	CONSTRAINT "raised_visits_words" CHECK (length("raised_visits"."findings") between 1 and 2000 and length("raised_visits"."report_no") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "device_checks" ADD CONSTRAINT "device_checks_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_checks" ADD CONSTRAINT "device_checks_file_id_device_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."device_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_checks" ADD CONSTRAINT "device_checks_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_faults" ADD CONSTRAINT "device_faults_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_faults" ADD CONSTRAINT "device_faults_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_faults" ADD CONSTRAINT "device_faults_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_faults" ADD CONSTRAINT "device_faults_repaired_by_users_id_fk" FOREIGN KEY ("repaired_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_files" ADD CONSTRAINT "device_files_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_files" ADD CONSTRAINT "device_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_plans" ADD CONSTRAINT "device_plans_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_plans" ADD CONSTRAINT "device_plans_planned_by_users_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_steps" ADD CONSTRAINT "device_steps_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_steps" ADD CONSTRAINT "device_steps_file_id_device_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."device_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_steps" ADD CONSTRAINT "device_steps_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_stops" ADD CONSTRAINT "device_stops_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_stops" ADD CONSTRAINT "device_stops_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_stops" ADD CONSTRAINT "device_stops_file_id_device_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."device_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_stops" ADD CONSTRAINT "device_stops_applied_by_users_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_stops" ADD CONSTRAINT "device_stops_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_values" ADD CONSTRAINT "manual_values_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_values" ADD CONSTRAINT "manual_values_fault_id_device_faults_id_fk" FOREIGN KEY ("fault_id") REFERENCES "public"."device_faults"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_values" ADD CONSTRAINT "manual_values_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_values" ADD CONSTRAINT "manual_values_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raised_schedules" ADD CONSTRAINT "raised_schedules_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raised_schedules" ADD CONSTRAINT "raised_schedules_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raised_visits" ADD CONSTRAINT "raised_visits_schedule_id_raised_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."raised_schedules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raised_visits" ADD CONSTRAINT "raised_visits_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_checks_by_device" ON "device_checks" USING btree ("device_id","checked_on");--> statement-breakpoint
CREATE UNIQUE INDEX "device_faults_one_open" ON "device_faults" USING btree ("device_id") WHERE "device_faults"."repaired_at" is null;--> statement-breakpoint
CREATE INDEX "device_faults_by_outlet" ON "device_faults" USING btree ("outlet_id","began_at");--> statement-breakpoint
CREATE INDEX "device_files_by_outlet" ON "device_files" USING btree ("outlet_id");--> statement-breakpoint
CREATE INDEX "device_stops_by_outlet" ON "device_stops" USING btree ("outlet_id","from_at");--> statement-breakpoint
CREATE INDEX "device_stops_waiting" ON "device_stops" USING btree ("answer_due_on") WHERE "device_stops"."state" = 'applied';--> statement-breakpoint
CREATE INDEX "manual_values_by_fault" ON "manual_values" USING btree ("fault_id");--> statement-breakpoint
CREATE UNIQUE INDEX "raised_schedules_one_open" ON "raised_schedules" USING btree ("enterprise_id","kind") WHERE "raised_schedules"."to_on" is null;