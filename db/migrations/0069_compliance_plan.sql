CREATE TYPE "public"."campaign_question" AS ENUM('without_permit', 'without_device', 'every_firm');--> statement-breakpoint
CREATE TYPE "public"."county_paper_kind" AS ENUM('rules', 'year_plan');--> statement-breakpoint
CREATE TYPE "public"."county_paper_state" AS ENUM('filed', 'accepted', 'returned');--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "campaigns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"batch" smallint NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"sector_codes" text[] NOT NULL,
	"question" "campaign_question" NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"basis_zh" text NOT NULL,
	"basis_en" text NOT NULL,
	"opened_by" text,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "campaigns_window" CHECK ("campaigns"."from_on" <= "campaigns"."to_on"),
	CONSTRAINT "campaigns_sectors" CHECK (cardinality("campaigns"."sector_codes") between 1 and 20),
	CONSTRAINT "campaigns_titles" CHECK (length("campaigns"."title_zh") between 4 and 80 and length("campaigns"."title_en") between 4 and 160),
	CONSTRAINT "campaigns_basis" CHECK (length("campaigns"."basis_zh") between 4 and 300 and length("campaigns"."basis_en") between 4 and 600)
);
--> statement-breakpoint
CREATE TABLE "county_papers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "county_papers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"region_code" text NOT NULL,
	"kind" "county_paper_kind" NOT NULL,
	"year" smallint NOT NULL,
	"version" smallint NOT NULL,
	"due_on" date NOT NULL,
	"title" text NOT NULL,
	"document_no" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"filed_by" text,
	"filed_at" timestamp with time zone NOT NULL,
	"state" "county_paper_state" DEFAULT 'filed' NOT NULL,
	"reason" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "county_papers_once" UNIQUE("region_code","kind","year","version"),
	CONSTRAINT "county_papers_hash" CHECK ("county_papers"."sha256" ~ '^[0-9a-f]{64}$' and "county_papers"."size" > 0),
	CONSTRAINT "county_papers_texts" CHECK (length("county_papers"."title") between 4 and 120 and length("county_papers"."document_no") between 2 and 60),
	CONSTRAINT "county_papers_decided" CHECK (("county_papers"."state" = 'filed') = ("county_papers"."decided_at" is null) and "county_papers"."filed_at" <= "county_papers"."decided_at"),
	CONSTRAINT "county_papers_returned" CHECK (("county_papers"."state" = 'returned') = ("county_papers"."reason" is not null)),
	CONSTRAINT "county_papers_two_people" CHECK ("county_papers"."filed_by" <> "county_papers"."decided_by")
);
--> statement-breakpoint
CREATE TABLE "evaluation_reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evaluation_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"batch" smallint NOT NULL,
	"sector_code" text NOT NULL,
	"begun_by" text,
	"begun_at" timestamp with time zone NOT NULL,
	CONSTRAINT "evaluation_reports_once" UNIQUE("batch","sector_code")
);
--> statement-breakpoint
CREATE TABLE "evaluation_rows" (
	"report_id" integer NOT NULL,
	"version" smallint NOT NULL,
	"list" text NOT NULL,
	"rows" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "evaluation_rows_report_id_version_list_pk" PRIMARY KEY("report_id","version","list"),
	CONSTRAINT "evaluation_rows_hash" CHECK ("evaluation_rows"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "evaluation_versions" (
	"report_id" integer NOT NULL,
	"version" smallint NOT NULL,
	"as_of" date NOT NULL,
	"assembled_at" timestamp with time zone NOT NULL,
	"texts" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"writers" text[] NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"published_by" text,
	"published_at" timestamp with time zone,
	CONSTRAINT "evaluation_versions_report_id_version_pk" PRIMARY KEY("report_id","version"),
	CONSTRAINT "evaluation_versions_two_people" CHECK (not "evaluation_versions"."published_by" = any("evaluation_versions"."writers")),
	CONSTRAINT "evaluation_versions_version" CHECK ("evaluation_versions"."version" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "plan_calendar" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"years_later" smallint NOT NULL,
	CONSTRAINT "plan_calendar_once" CHECK ("plan_calendar"."id" = 1),
	CONSTRAINT "plan_calendar_years" CHECK ("plan_calendar"."years_later" between 0 and 50)
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_batch_batches_batch_fk" FOREIGN KEY ("batch") REFERENCES "public"."batches"("batch") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_papers" ADD CONSTRAINT "county_papers_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_papers" ADD CONSTRAINT "county_papers_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_papers" ADD CONSTRAINT "county_papers_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "evaluation_reports_batch_batches_batch_fk" FOREIGN KEY ("batch") REFERENCES "public"."batches"("batch") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "evaluation_reports_sector_code_sectors_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_reports" ADD CONSTRAINT "evaluation_reports_begun_by_users_id_fk" FOREIGN KEY ("begun_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_rows" ADD CONSTRAINT "evaluation_rows_version" FOREIGN KEY ("report_id","version") REFERENCES "public"."evaluation_versions"("report_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_versions" ADD CONSTRAINT "evaluation_versions_report_id_evaluation_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."evaluation_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_versions" ADD CONSTRAINT "evaluation_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaigns_by_batch" ON "campaigns" USING btree ("batch","from_on");--> statement-breakpoint
CREATE UNIQUE INDEX "county_papers_one_stands" ON "county_papers" USING btree ("region_code","kind","year") WHERE "county_papers"."state" <> 'returned';--> statement-breakpoint
CREATE INDEX "county_papers_by_year" ON "county_papers" USING btree ("year","kind","region_code");--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_versions_one_draft" ON "evaluation_versions" USING btree ("report_id") WHERE "evaluation_versions"."published_at" is null;