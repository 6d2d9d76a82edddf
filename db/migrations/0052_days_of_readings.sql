CREATE TYPE "public"."day_mean_state" AS ENUM('valid', 'too_few', 'no_discharge', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."day_stage" AS ENUM('provisional', 'confirmed');--> statement-breakpoint
CREATE TYPE "public"."reading_mark_kind" AS ENUM('start_up', 'shut_down', 'plant_stopped', 'plant_fault', 'instrument_fault', 'instrument_maintenance');--> statement-breakpoint
CREATE TYPE "public"."reading_sign" AS ENUM('constant', 'copied', 'too_smooth', 'under_limit', 'flags_over_limit');--> statement-breakpoint
CREATE TABLE "day_closings" (
	"day" date PRIMARY KEY NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "days_to_close" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "days_to_close_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reading_marks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reading_marks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"factor_code" text,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"kind" "reading_mark_kind" NOT NULL,
	"words" text NOT NULL,
	"marked_by" text NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_words" text,
	CONSTRAINT "reading_marks_ordered" CHECK ("reading_marks"."from_at" < "reading_marks"."to_at"),
	CONSTRAINT "reading_marks_whole_hours" CHECK (extract(epoch from "reading_marks"."from_at")::bigint % 3600 = 0 and extract(epoch from "reading_marks"."to_at")::bigint % 3600 = 0),
	CONSTRAINT "reading_marks_withdrawn_whole" CHECK (("reading_marks"."withdrawn_at" is null) = ("reading_marks"."withdrawn_by" is null) and ("reading_marks"."withdrawn_at" is null) = ("reading_marks"."withdrawn_words" is null))
);
--> statement-breakpoint
CREATE TABLE "reading_month_signs" (
	"month" date NOT NULL,
	"outlet_id" integer NOT NULL,
	"factor_no" smallint NOT NULL,
	"sign" "reading_sign" NOT NULL,
	"figures" jsonb NOT NULL,
	"other_outlet_id" integer,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reading_month_signs_month_outlet_id_factor_no_sign_pk" PRIMARY KEY("month","outlet_id","factor_no","sign")
);
--> statement-breakpoint
CREATE TABLE "reading_months" (
	"month" date NOT NULL,
	"outlet_id" integer NOT NULL,
	"factor_no" smallint NOT NULL,
	"days" smallint NOT NULL,
	"confirmed_days" smallint NOT NULL,
	"valid_days" smallint NOT NULL,
	"stopped" integer NOT NULL,
	"due" integer NOT NULL,
	"received" integer NOT NULL,
	"valid" integer NOT NULL,
	"flagged_count" integer NOT NULL,
	"missing" integer NOT NULL,
	"exceeded" integer NOT NULL,
	"unflagged" integer NOT NULL,
	"flagged" jsonb NOT NULL,
	"taken_out" jsonb NOT NULL,
	"taken_out_count" integer NOT NULL,
	"mean" double precision,
	"summed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reading_months_month_outlet_id_factor_no_pk" PRIMARY KEY("month","outlet_id","factor_no"),
	CONSTRAINT "reading_months_add_up" CHECK ("reading_months"."due" = "reading_months"."valid" + "reading_months"."flagged_count" + "reading_months"."missing"),
	CONSTRAINT "reading_months_received" CHECK ("reading_months"."received" = "reading_months"."valid" + "reading_months"."flagged_count")
);
--> statement-breakpoint
CREATE TABLE "reading_region_days" (
	"day" date NOT NULL,
	"region_code" text NOT NULL,
	"outlets" integer NOT NULL,
	"stopped" integer NOT NULL,
	"due" integer NOT NULL,
	"received" integer NOT NULL,
	"valid" integer NOT NULL,
	"flagged_count" integer NOT NULL,
	"missing" integer NOT NULL,
	"exceeded" integer NOT NULL,
	CONSTRAINT "reading_region_days_day_region_code_pk" PRIMARY KEY("day","region_code"),
	CONSTRAINT "reading_region_days_add_up" CHECK ("reading_region_days"."due" = "reading_region_days"."valid" + "reading_region_days"."flagged_count" + "reading_region_days"."missing")
);
--> statement-breakpoint
ALTER TABLE "reading_marks" ADD CONSTRAINT "reading_marks_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_marks" ADD CONSTRAINT "reading_marks_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_marks" ADD CONSTRAINT "reading_marks_marked_by_users_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_marks" ADD CONSTRAINT "reading_marks_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_month_signs" ADD CONSTRAINT "reading_month_signs_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_month_signs" ADD CONSTRAINT "reading_month_signs_other_outlet_id_outlets_id_fk" FOREIGN KEY ("other_outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_months" ADD CONSTRAINT "reading_months_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_region_days" ADD CONSTRAINT "reading_region_days_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reading_marks_by_outlet" ON "reading_marks" USING btree ("outlet_id","from_at");--> statement-breakpoint
CREATE INDEX "reading_month_signs_by_outlet" ON "reading_month_signs" USING btree ("outlet_id","month");--> statement-breakpoint
CREATE INDEX "reading_months_by_outlet" ON "reading_months" USING btree ("outlet_id","month");