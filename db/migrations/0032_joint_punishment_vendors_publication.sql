CREATE TYPE "public"."punishment_measure" AS ENUM('market_access', 'preferential_policy', 'honours', 'other');--> statement-breakpoint
CREATE TYPE "public"."punishment_subject" AS ENUM('enterprise', 'legal_representative', 'responsible_person');--> statement-breakpoint
CREATE TYPE "public"."quarterly_reason" AS ENUM('share', 'multiple_heavy_metal', 'multiple_other');--> statement-breakpoint
CREATE TYPE "public"."quarterly_source" AS ENUM('online', 'supervisory');--> statement-breakpoint
CREATE TYPE "public"."sanction_state" AS ENUM('proposed', 'in_force', 'ended', 'lifted');--> statement-breakpoint
CREATE TYPE "public"."story_kind" AS ENUM('good_news', 'progress', 'result', 'exposure', 'notice');--> statement-breakpoint
CREATE TYPE "public"."story_state" AS ENUM('draft', 'scheduled', 'published', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."vendor_kind" AS ENUM('maker', 'seller', 'operator');--> statement-breakpoint
CREATE TABLE "quarterly_entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "quarterly_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"quarter" smallint NOT NULL,
	"enterprise_id" integer NOT NULL,
	"enterprise_name" text NOT NULL,
	"region_code" text NOT NULL,
	"outlet_id" integer NOT NULL,
	"factor_code" text NOT NULL,
	"source" "quarterly_source" NOT NULL,
	"judged_count" integer NOT NULL,
	"exceedance_count" integer NOT NULL,
	"highest" numeric NOT NULL,
	"limit_min" numeric,
	"limit_max" numeric NOT NULL,
	"unit" text NOT NULL,
	"multiple" numeric,
	"reasons" "quarterly_reason"[] NOT NULL,
	"struck_reason" text,
	"struck_by" text,
	"struck_at" timestamp with time zone,
	CONSTRAINT "quarterly_entries_once" UNIQUE("year","quarter","outlet_id","factor_code","source"),
	CONSTRAINT "quarterly_entries_counts" CHECK (0 <= "quarterly_entries"."exceedance_count" and "quarterly_entries"."exceedance_count" <= "quarterly_entries"."judged_count"),
	CONSTRAINT "quarterly_entries_struck" CHECK (num_nonnulls("quarterly_entries"."struck_reason", "quarterly_entries"."struck_at") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "quarterly_lists" (
	"year" smallint NOT NULL,
	"quarter" smallint NOT NULL,
	"criteria" jsonb NOT NULL,
	"judged_outlets" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" text,
	CONSTRAINT "quarterly_lists_year_quarter_pk" PRIMARY KEY("year","quarter"),
	CONSTRAINT "quarterly_lists_quarter" CHECK ("quarterly_lists"."quarter" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "stories" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"kind" "story_kind" NOT NULL,
	"category" "violation_category",
	"state" "story_state" DEFAULT 'draft' NOT NULL,
	"version" smallint DEFAULT 1 NOT NULL,
	"published_version" smallint,
	"publish_at" timestamp with time zone,
	"approved_by" text,
	"published_at" timestamp with time zone,
	"withdrawn_on" date,
	"withdrawal_reason" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stories_slug_once" UNIQUE("slug"),
	CONSTRAINT "stories_slug" CHECK ("stories"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("stories"."slug") <= 80),
	CONSTRAINT "stories_exposure_category" CHECK (("stories"."kind" = 'exposure') = ("stories"."category" is not null)),
	CONSTRAINT "stories_scheduled" CHECK ("stories"."state" <> 'scheduled' or "stories"."publish_at" is not null),
	CONSTRAINT "stories_published" CHECK ("stories"."state" <> 'published' or num_nonnulls("stories"."published_version", "stories"."published_at") = 2),
	CONSTRAINT "stories_withdrawn" CHECK (("stories"."state" = 'withdrawn') = (num_nonnulls("stories"."withdrawn_on", "stories"."withdrawal_reason") = 2))
);
--> statement-breakpoint
CREATE TABLE "story_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"story_id" integer NOT NULL,
	"since_version" smallint NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"is_picture" boolean NOT NULL,
	"alt" text,
	"alt_en" text,
	"added_by" text,
	"added_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "story_files_alt" CHECK (not "story_files"."is_picture" or length("story_files"."alt") > 0)
);
--> statement-breakpoint
CREATE TABLE "story_versions" (
	"story_id" integer NOT NULL,
	"version" smallint NOT NULL,
	"title" text NOT NULL,
	"title_en" text,
	"summary" text NOT NULL,
	"summary_en" text,
	"body" text NOT NULL,
	"body_en" text,
	"saved_by" text,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "story_versions_story_id_version_pk" PRIMARY KEY("story_id","version"),
	CONSTRAINT "story_versions_texts" CHECK (length("story_versions"."title") between 1 and 100 and length("story_versions"."body") between 1 and 30000)
);
--> statement-breakpoint
CREATE TABLE "joint_punishment_cases" (
	"punishment_id" integer NOT NULL,
	"case_id" integer NOT NULL,
	CONSTRAINT "joint_punishment_cases_punishment_id_case_id_pk" PRIMARY KEY("punishment_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "joint_punishment_feedback" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "joint_punishment_feedback_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"punishment_id" integer NOT NULL,
	"given_on" date NOT NULL,
	"words" text NOT NULL,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "joint_punishment_feedback_words" CHECK (length("joint_punishment_feedback"."words") between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "joint_punishments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "joint_punishments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"region_code" text NOT NULL,
	"subject" "punishment_subject" NOT NULL,
	"person_name" text,
	"measure" "punishment_measure" NOT NULL,
	"detail" text NOT NULL,
	"department" text NOT NULL,
	"legal_basis" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"state" "sanction_state" DEFAULT 'proposed' NOT NULL,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"ended_on" date,
	"end_basis" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "joint_punishments_term" CHECK ("joint_punishments"."from_on" <= "joint_punishments"."until_on"),
	CONSTRAINT "joint_punishments_confirmed" CHECK (("joint_punishments"."state" = 'proposed') = ("joint_punishments"."confirmed_at" is null)),
	CONSTRAINT "joint_punishments_two_people" CHECK ("joint_punishments"."entered_by" is null or "joint_punishments"."confirmed_by" is null or "joint_punishments"."entered_by" <> "joint_punishments"."confirmed_by"),
	CONSTRAINT "joint_punishments_end" CHECK (("joint_punishments"."state" in ('ended', 'lifted')) = ("joint_punishments"."ended_on" is not null and "joint_punishments"."end_basis" is not null)),
	CONSTRAINT "joint_punishments_person" CHECK (("joint_punishments"."subject" = 'enterprise') = ("joint_punishments"."person_name" is null)),
	CONSTRAINT "joint_punishments_texts" CHECK (length("joint_punishments"."detail") <= 1000 and length("joint_punishments"."legal_basis") <= 500)
);
--> statement-breakpoint
CREATE TABLE "outlet_vendors" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outlet_vendors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"vendor_id" integer NOT NULL,
	"kind" "vendor_kind" NOT NULL,
	"device" text,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "outlet_vendors_once" UNIQUE("outlet_id","vendor_id","kind","from_on"),
	CONSTRAINT "outlet_vendors_ordered" CHECK ("outlet_vendors"."from_on" <= "outlet_vendors"."to_on")
);
--> statement-breakpoint
CREATE TABLE "vendor_listings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vendor_listings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"vendor_id" integer NOT NULL,
	"facts" text NOT NULL,
	"facts_en" text,
	"product" text,
	"legal_basis" text NOT NULL,
	"decision_no" text,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"state" "sanction_state" DEFAULT 'proposed' NOT NULL,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"ended_on" date,
	"end_basis" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "vendor_listings_term" CHECK ("vendor_listings"."from_on" <= "vendor_listings"."until_on"),
	CONSTRAINT "vendor_listings_confirmed" CHECK (("vendor_listings"."state" = 'proposed') = ("vendor_listings"."confirmed_at" is null)),
	CONSTRAINT "vendor_listings_two_people" CHECK ("vendor_listings"."entered_by" is null or "vendor_listings"."confirmed_by" is null or "vendor_listings"."entered_by" <> "vendor_listings"."confirmed_by"),
	CONSTRAINT "vendor_listings_end" CHECK (("vendor_listings"."state" in ('ended', 'lifted')) = ("vendor_listings"."ended_on" is not null and "vendor_listings"."end_basis" is not null)),
	CONSTRAINT "vendor_listings_facts" CHECK (length("vendor_listings"."facts") between 1 and 5000)
);
--> statement-breakpoint
CREATE TABLE "vendors" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vendors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"credit_code" text NOT NULL,
	"name" text NOT NULL,
	"kinds" "vendor_kind"[] NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "vendors_credit_code_once" UNIQUE("credit_code"),
	CONSTRAINT "vendors_name" CHECK (length("vendors"."name") between 2 and 100),
	CONSTRAINT "vendors_kinds" CHECK (cardinality("vendors"."kinds") > 0)
);
--> statement-breakpoint
ALTER TABLE "quarterly_entries" ADD CONSTRAINT "quarterly_entries_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarterly_entries" ADD CONSTRAINT "quarterly_entries_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarterly_entries" ADD CONSTRAINT "quarterly_entries_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarterly_entries" ADD CONSTRAINT "quarterly_entries_struck_by_users_id_fk" FOREIGN KEY ("struck_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarterly_entries" ADD CONSTRAINT "quarterly_entries_list" FOREIGN KEY ("year","quarter") REFERENCES "public"."quarterly_lists"("year","quarter") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarterly_lists" ADD CONSTRAINT "quarterly_lists_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_files" ADD CONSTRAINT "story_files_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_files" ADD CONSTRAINT "story_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_versions" ADD CONSTRAINT "story_versions_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_versions" ADD CONSTRAINT "story_versions_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishment_cases" ADD CONSTRAINT "joint_punishment_cases_punishment_id_joint_punishments_id_fk" FOREIGN KEY ("punishment_id") REFERENCES "public"."joint_punishments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishment_cases" ADD CONSTRAINT "joint_punishment_cases_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishment_feedback" ADD CONSTRAINT "joint_punishment_feedback_punishment_id_joint_punishments_id_fk" FOREIGN KEY ("punishment_id") REFERENCES "public"."joint_punishments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishment_feedback" ADD CONSTRAINT "joint_punishment_feedback_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishments" ADD CONSTRAINT "joint_punishments_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishments" ADD CONSTRAINT "joint_punishments_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishments" ADD CONSTRAINT "joint_punishments_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_punishments" ADD CONSTRAINT "joint_punishments_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlet_vendors" ADD CONSTRAINT "outlet_vendors_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlet_vendors" ADD CONSTRAINT "outlet_vendors_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_listings" ADD CONSTRAINT "vendor_listings_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_listings" ADD CONSTRAINT "vendor_listings_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_listings" ADD CONSTRAINT "vendor_listings_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quarterly_entries_by_enterprise" ON "quarterly_entries" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "stories_newest" ON "stories" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "stories"."state" = 'published';--> statement-breakpoint
CREATE INDEX "story_files_by_story" ON "story_files" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "joint_punishment_cases_by_case" ON "joint_punishment_cases" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "joint_punishment_feedback_by_punishment" ON "joint_punishment_feedback" USING btree ("punishment_id","given_on");--> statement-breakpoint
CREATE INDEX "joint_punishments_by_enterprise" ON "joint_punishments" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "joint_punishments_by_state" ON "joint_punishments" USING btree ("state","from_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "outlet_vendors_by_vendor" ON "outlet_vendors" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "vendor_listings_by_vendor" ON "vendor_listings" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "vendor_listings_by_state" ON "vendor_listings" USING btree ("state","from_on" DESC NULLS FIRST,"id" DESC NULLS FIRST);