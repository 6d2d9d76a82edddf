CREATE TYPE "public"."device_finding" AS ENUM('in_order', 'instrument_fault', 'drift', 'sampling_fault', 'transmission_fault', 'tampered');--> statement-breakpoint
CREATE TYPE "public"."supervision_cause" AS ENUM('process_upset', 'treatment_fault', 'start_or_stop', 'raw_material', 'power_failure', 'instrument_fault', 'instrument_care', 'transmission_fault', 'no_production', 'not_known', 'other');--> statement-breakpoint
CREATE TYPE "public"."supervision_kind" AS ENUM('exceedance', 'offline', 'zero', 'frozen', 'out_of_range');--> statement-breakpoint
CREATE TYPE "public"."supervision_party" AS ENUM('firm', 'operator', 'county');--> statement-breakpoint
CREATE TYPE "public"."supervision_result" AS ENUM('violation', 'no_violation', 'device_fault', 'falsified', 'cannot_tell');--> statement-breakpoint
CREATE TYPE "public"."supervision_state" AS ENUM('open', 'answered', 'closed');--> statement-breakpoint
CREATE TYPE "public"."supervision_step" AS ENUM('issued', 'answered', 'supplemented', 'overdue', 'commented', 'escalated', 'case_linked', 'closed');--> statement-breakpoint
CREATE TABLE "anomalies" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "anomalies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"kind" "supervision_kind" NOT NULL,
	"factor_no" smallint,
	"at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone,
	"value" double precision,
	"found_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"order_id" integer,
	CONSTRAINT "anomalies_kind" CHECK ("anomalies"."kind" <> 'exceedance' and ("anomalies"."factor_no" is null) = ("anomalies"."kind" = 'offline'))
);
--> statement-breakpoint
CREATE TABLE "exceedances" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exceedances_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"factor_no" smallint NOT NULL,
	"kind" "reading_kind" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"value" double precision NOT NULL,
	"limit_min" double precision,
	"limit_max" double precision NOT NULL,
	"multiple" double precision,
	"is_judged" boolean NOT NULL,
	"why" text,
	"is_computed" boolean DEFAULT false NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"order_id" integer,
	CONSTRAINT "exceedances_once" UNIQUE("outlet_id","factor_no","kind","at"),
	CONSTRAINT "exceedances_kind" CHECK ("exceedances"."kind" in ('hour', 'day')),
	CONSTRAINT "exceedances_why" CHECK (("exceedances"."why" is null) = "exceedances"."is_judged")
);
--> statement-breakpoint
CREATE TABLE "supervision_answers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervision_answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"order_id" integer NOT NULL,
	"party" "supervision_party" NOT NULL,
	"is_supplement" boolean NOT NULL,
	"is_late" boolean NOT NULL,
	"cause" "supervision_cause",
	"finding" "device_finding",
	"result" "supervision_result",
	"words" text NOT NULL,
	"measures" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "supervision_answers_words" CHECK (length("supervision_answers"."words") between 1 and 4000 and length("supervision_answers"."measures") between 1 and 4000),
	CONSTRAINT "supervision_answers_parts" CHECK (("supervision_answers"."cause" is null or "supervision_answers"."party" = 'firm') and ("supervision_answers"."finding" is null or "supervision_answers"."party" = 'operator') and ("supervision_answers"."result" is null or "supervision_answers"."party" = 'county')),
	CONSTRAINT "supervision_answers_whole" CHECK ("supervision_answers"."is_supplement" or "supervision_answers"."cause" is not null or "supervision_answers"."finding" is not null or "supervision_answers"."result" is not null)
);
--> statement-breakpoint
CREATE TABLE "supervision_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervision_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"answer_id" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "supervision_files_hash" CHECK ("supervision_files"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "supervision_history" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervision_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"order_id" integer NOT NULL,
	"step" "supervision_step" NOT NULL,
	"party" "supervision_party",
	"words" text,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "supervision_history_words" CHECK (length("supervision_history"."words") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "supervision_orders" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervision_orders_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"no" integer NOT NULL,
	"kind" "supervision_kind" NOT NULL,
	"outlet_id" integer NOT NULL,
	"enterprise_id" integer NOT NULL,
	"region_code" text NOT NULL,
	"operator_id" integer,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"firm_at" timestamp with time zone,
	"operator_at" timestamp with time zone,
	"county_at" timestamp with time zone,
	"result" "supervision_result",
	"case_id" integer,
	"escalated_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"state" "supervision_state" DEFAULT 'open' NOT NULL,
	"continues_id" integer,
	CONSTRAINT "supervision_orders_no" UNIQUE("year","no"),
	CONSTRAINT "supervision_orders_ordered" CHECK ("supervision_orders"."first_at" <= "supervision_orders"."last_at" and "supervision_orders"."issued_at" < "supervision_orders"."due_at"),
	CONSTRAINT "supervision_orders_operator" CHECK ("supervision_orders"."operator_at" is null or "supervision_orders"."operator_id" is not null),
	CONSTRAINT "supervision_orders_result" CHECK (("supervision_orders"."result" is null) = ("supervision_orders"."county_at" is null)),
	CONSTRAINT "supervision_orders_closed" CHECK (("supervision_orders"."state" = 'closed') = ("supervision_orders"."closed_at" is not null)),
	CONSTRAINT "supervision_orders_answered" CHECK (("supervision_orders"."state" = 'open') = ("supervision_orders"."firm_at" is null or "supervision_orders"."county_at" is null or ("supervision_orders"."operator_id" is not null and "supervision_orders"."operator_at" is null)) or "supervision_orders"."state" = 'closed')
);
--> statement-breakpoint
ALTER TABLE "anomalies" ADD CONSTRAINT "anomalies_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anomalies" ADD CONSTRAINT "anomalies_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceedances" ADD CONSTRAINT "exceedances_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceedances" ADD CONSTRAINT "exceedances_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_answers" ADD CONSTRAINT "supervision_answers_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_answers" ADD CONSTRAINT "supervision_answers_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_files" ADD CONSTRAINT "supervision_files_answer_id_supervision_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."supervision_answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_history" ADD CONSTRAINT "supervision_history_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_history" ADD CONSTRAINT "supervision_history_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_operator_id_vendors_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."vendors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_continues_id_supervision_orders_id_fk" FOREIGN KEY ("continues_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "anomalies_once" ON "anomalies" USING btree ("outlet_id","kind","at",coalesce("factor_no", 0));--> statement-breakpoint
CREATE INDEX "anomalies_by_order" ON "anomalies" USING btree ("order_id") WHERE "anomalies"."order_id" is not null;--> statement-breakpoint
CREATE INDEX "anomalies_lasting" ON "anomalies" USING btree ("outlet_id") WHERE "anomalies"."kind" = 'offline' and "anomalies"."until_at" is null;--> statement-breakpoint
CREATE INDEX "exceedances_by_time" ON "exceedances" USING btree ("at");--> statement-breakpoint
CREATE INDEX "exceedances_by_order" ON "exceedances" USING btree ("order_id") WHERE "exceedances"."order_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "supervision_answers_first" ON "supervision_answers" USING btree ("order_id","party") WHERE not "supervision_answers"."is_supplement";--> statement-breakpoint
CREATE INDEX "supervision_answers_by_order" ON "supervision_answers" USING btree ("order_id","at");--> statement-breakpoint
CREATE INDEX "supervision_files_by_answer" ON "supervision_files" USING btree ("answer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "supervision_history_overdue_once" ON "supervision_history" USING btree ("order_id","party") WHERE "supervision_history"."step" = 'overdue';--> statement-breakpoint
CREATE INDEX "supervision_history_by_order" ON "supervision_history" USING btree ("order_id","at");--> statement-breakpoint
CREATE INDEX "supervision_orders_by_outlet" ON "supervision_orders" USING btree ("outlet_id","kind","last_at");--> statement-breakpoint
CREATE INDEX "supervision_orders_by_enterprise" ON "supervision_orders" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "supervision_orders_by_region" ON "supervision_orders" USING btree ("region_code","id");--> statement-breakpoint
CREATE INDEX "supervision_orders_by_operator" ON "supervision_orders" USING btree ("operator_id","id") WHERE "supervision_orders"."operator_id" is not null;--> statement-breakpoint
CREATE INDEX "supervision_orders_due" ON "supervision_orders" USING btree ("due_at") WHERE "supervision_orders"."state" = 'open';