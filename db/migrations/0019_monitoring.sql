CREATE TYPE "public"."monitoring_file_kind" AS ENUM('supervisory', 'online');--> statement-breakpoint
CREATE TABLE "monitoring_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "monitoring_file_kind" NOT NULL,
	"file_name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	"result" jsonb,
	CONSTRAINT "monitoring_files_applied_has_result" CHECK (("monitoring_files"."applied_at" is null) = ("monitoring_files"."result" is null)),
	CONSTRAINT "monitoring_files_bounded" CHECK (octet_length("monitoring_files"."content") between 1 and 10485760)
);
--> statement-breakpoint
CREATE TABLE "online_summaries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "online_summaries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"factor_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"averaging" "averaging" NOT NULL,
	"judged_count" integer NOT NULL,
	"exceedance_count" integer NOT NULL,
	"concentration_min" numeric NOT NULL,
	"concentration_mean" numeric NOT NULL,
	"concentration_max" numeric NOT NULL,
	"unit" text NOT NULL,
	"total_tonnes" numeric,
	"source" text NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"supersedes_id" integer,
	"correction_reason" text,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "online_summaries_superseded_once" UNIQUE("supersedes_id"),
	CONSTRAINT "online_summaries_period" CHECK ("online_summaries"."from_on" <= "online_summaries"."to_on"),
	CONSTRAINT "online_summaries_one_year" CHECK (extract(year from "online_summaries"."from_on") = extract(year from "online_summaries"."to_on")),
	CONSTRAINT "online_summaries_counts" CHECK (0 <= "online_summaries"."exceedance_count" and "online_summaries"."exceedance_count" <= "online_summaries"."judged_count"),
	CONSTRAINT "online_summaries_ordered" CHECK (0 <= "online_summaries"."concentration_min" and "online_summaries"."concentration_min" <= "online_summaries"."concentration_mean" and "online_summaries"."concentration_mean" <= "online_summaries"."concentration_max"),
	CONSTRAINT "online_summaries_total" CHECK ("online_summaries"."total_tonnes" >= 0),
	CONSTRAINT "online_summaries_reason" CHECK ("online_summaries"."supersedes_id" is null or length("online_summaries"."correction_reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "supervisory_results" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervisory_results_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"factor_code" text NOT NULL,
	"sampled_on" date NOT NULL,
	"state" "value_state" NOT NULL,
	"value" numeric,
	"detection_limit" numeric,
	"unit" text NOT NULL,
	"limit_min" numeric,
	"limit_max" numeric,
	"report_no" text NOT NULL,
	"authority" text NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"supersedes_id" integer,
	"correction_reason" text,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supervisory_results_superseded_once" UNIQUE("supersedes_id"),
	CONSTRAINT "supervisory_results_state" CHECK ("supervisory_results"."state" in ('measured', 'below_detection', 'no_discharge')),
	CONSTRAINT "supervisory_results_value" CHECK (("supervisory_results"."state" = 'measured') = ("supervisory_results"."value" is not null) and "supervisory_results"."value" >= 0),
	CONSTRAINT "supervisory_results_detection" CHECK ("supervisory_results"."detection_limit" > 0),
	CONSTRAINT "supervisory_results_report" CHECK (length(btrim("supervisory_results"."report_no")) between 1 and 80),
	CONSTRAINT "supervisory_results_reason" CHECK ("supervisory_results"."supersedes_id" is null or length("supervisory_results"."correction_reason") > 0)
);
--> statement-breakpoint
ALTER TABLE "monitoring_files" ADD CONSTRAINT "monitoring_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "online_summaries" ADD CONSTRAINT "online_summaries_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "online_summaries" ADD CONSTRAINT "online_summaries_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "online_summaries" ADD CONSTRAINT "online_summaries_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisory_results" ADD CONSTRAINT "supervisory_results_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisory_results" ADD CONSTRAINT "supervisory_results_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisory_results" ADD CONSTRAINT "supervisory_results_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "monitoring_files_by_uploader" ON "monitoring_files" USING btree ("uploaded_by","uploaded_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "online_summaries_by_outlet" ON "online_summaries" USING btree ("outlet_id","factor_code","from_on") WHERE "online_summaries"."is_current";--> statement-breakpoint
CREATE UNIQUE INDEX "supervisory_results_once" ON "supervisory_results" USING btree ("outlet_id","factor_code","sampled_on","report_no") WHERE "supervisory_results"."is_current";--> statement-breakpoint
CREATE INDEX "supervisory_results_newest" ON "supervisory_results" USING btree ("sampled_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);