CREATE TYPE "public"."cell_assignment" AS ENUM('place', 'county');--> statement-breakpoint
CREATE TYPE "public"."contact_sheet_state" AS ENUM('sent', 'accepted', 'answered', 'closed', 'declined', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."contact_sheet_step" AS ENUM('sent', 'accepted', 'declined', 'answered', 'returned', 'closed', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."contact_sheet_work" AS ENUM('sampling', 'online_check', 'data', 'evidence', 'joint_check');--> statement-breakpoint
CREATE TYPE "public"."grid_level" AS ENUM('county', 'town', 'river');--> statement-breakpoint
CREATE TYPE "public"."grid_role" AS ENUM('grid_head', 'grid_member', 'river_chief');--> statement-breakpoint
CREATE TYPE "public"."liaison_role" AS ENUM('general', 'department', 'source_monitoring', 'monitoring_body');--> statement-breakpoint
CREATE TYPE "public"."referral_kind" AS ENUM('detention', 'criminal');--> statement-breakpoint
CREATE TYPE "public"."referral_state" AS ENUM('proposed', 'not_transferred', 'decided', 'sent', 'received', 'accepted', 'refused', 'review', 'closed');--> statement-breakpoint
CREATE TYPE "public"."referral_step" AS ENUM('proposed', 'decided', 'not_transferred', 'sent', 'copied', 'received', 'more_asked', 'accepted', 'refused', 'review_asked', 'reviewed', 'closed');--> statement-breakpoint
CREATE TYPE "public"."unprosecuted_definition" AS ENUM('exceedance_without_inspection', 'order_without_case', 'report_without_case', 'problem_without_case', 'falsification_without_referral', 'heavy_metal_without_referral', 'measure_without_referral');--> statement-breakpoint
CREATE TYPE "public"."unprosecuted_verdict" AS ENUM('justified', 'demanded');--> statement-breakpoint
CREATE TABLE "enterprise_cells" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "enterprise_cells_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"cell_id" integer NOT NULL,
	"level" "grid_level" NOT NULL,
	"how" "cell_assignment" NOT NULL,
	"reason" text,
	"from_on" date NOT NULL,
	"until_on" date,
	"assigned_by" text,
	"assigned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "enterprise_cells_level" CHECK ("enterprise_cells"."level" <> 'county'),
	CONSTRAINT "enterprise_cells_reason" CHECK (("enterprise_cells"."how" = 'county') = ("enterprise_cells"."reason" is not null)),
	CONSTRAINT "enterprise_cells_ordered" CHECK ("enterprise_cells"."from_on" <= "enterprise_cells"."until_on")
);
--> statement-breakpoint
CREATE TABLE "grid_cells" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "grid_cells_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"level" "grid_level" NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"region_code" text NOT NULL,
	"parent_id" integer,
	"longitude_deg" double precision,
	"latitude_deg" double precision,
	"reach_km" double precision,
	"line" jsonb,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "grid_cells_code_unique" UNIQUE("code"),
	CONSTRAINT "grid_cells_names" CHECK (length("grid_cells"."name_zh") between 1 and 60 and length("grid_cells"."name_en") between 1 and 80),
	CONSTRAINT "grid_cells_parent" CHECK (("grid_cells"."level" = 'county') = ("grid_cells"."parent_id" is null)),
	CONSTRAINT "grid_cells_place" CHECK (case "grid_cells"."level" when 'county' then num_nonnulls("grid_cells"."longitude_deg", "grid_cells"."latitude_deg", "grid_cells"."reach_km", "grid_cells"."line") = 0
      when 'town' then num_nonnulls("grid_cells"."longitude_deg", "grid_cells"."latitude_deg", "grid_cells"."reach_km") = 3 and "grid_cells"."line" is null
      else "grid_cells"."line" is not null and "grid_cells"."reach_km" is not null end),
	CONSTRAINT "grid_cells_reach" CHECK ("grid_cells"."reach_km" > 0 and "grid_cells"."reach_km" <= 50),
	CONSTRAINT "grid_cells_ordered" CHECK ("grid_cells"."from_on" < "grid_cells"."until_on")
);
--> statement-breakpoint
CREATE TABLE "grid_duties" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "grid_duties_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cell_id" integer NOT NULL,
	"role" "grid_role" NOT NULL,
	"post" text NOT NULL,
	"office_phone" text NOT NULL,
	"task" text NOT NULL,
	"person_name" text,
	"name_basis" text,
	"from_on" date NOT NULL,
	"until_on" date,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "grid_duties_post" CHECK (length("grid_duties"."post") between 2 and 100 and length("grid_duties"."task") between 2 and 300),
	CONSTRAINT "grid_duties_phone" CHECK ("grid_duties"."office_phone" ~ '^[0-9+() -]{5,24}$'),
	CONSTRAINT "grid_duties_name_with_basis" CHECK (("grid_duties"."person_name" is null) = ("grid_duties"."name_basis" is null)),
	CONSTRAINT "grid_duties_ordered" CHECK ("grid_duties"."from_on" < "grid_duties"."until_on")
);
--> statement-breakpoint
CREATE TABLE "contact_sheet_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_sheet_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sheet_id" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "contact_sheet_files_hash" CHECK ("contact_sheet_files"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "contact_sheet_history" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_sheet_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sheet_id" integer NOT NULL,
	"step" "contact_sheet_step" NOT NULL,
	"words" text,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "contact_sheet_history_words" CHECK (length("contact_sheet_history"."words") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "contact_sheets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_sheets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"no" integer NOT NULL,
	"region_code" text NOT NULL,
	"from_level" "review_level" NOT NULL,
	"from_department" "department" NOT NULL,
	"to_level" "review_level" NOT NULL,
	"to_department" "department" NOT NULL,
	"enterprise_id" integer NOT NULL,
	"outlet_id" integer,
	"work" "contact_sheet_work" NOT NULL,
	"request" text NOT NULL,
	"order_id" integer,
	"case_id" integer,
	"inspection_no" text,
	"sent_by" text,
	"sent_at" timestamp with time zone NOT NULL,
	"accept_by" timestamp with time zone NOT NULL,
	"answer_by" date NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" text,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	"report_nos" text[] DEFAULT '{}' NOT NULL,
	"results" text,
	"closed_at" timestamp with time zone,
	"state" "contact_sheet_state" DEFAULT 'sent' NOT NULL,
	CONSTRAINT "contact_sheets_no" UNIQUE("year","no"),
	CONSTRAINT "contact_sheets_departments" CHECK ("contact_sheets"."from_department" in ('inspection', 'monitoring') and "contact_sheets"."to_department" in ('inspection', 'monitoring') and "contact_sheets"."from_department" <> "contact_sheets"."to_department"),
	CONSTRAINT "contact_sheets_request" CHECK (length("contact_sheets"."request") between 1 and 2000),
	CONSTRAINT "contact_sheets_accepted" CHECK (("contact_sheets"."accepted_at" is null) = ("contact_sheets"."state" in ('sent', 'declined', 'withdrawn'))),
	CONSTRAINT "contact_sheets_answered" CHECK (("contact_sheets"."answered_at" is null) = ("contact_sheets"."state" not in ('answered', 'closed')) and ("contact_sheets"."answered_at" is null) = ("contact_sheets"."results" is null)),
	CONSTRAINT "contact_sheets_closed" CHECK (("contact_sheets"."closed_at" is null) = ("contact_sheets"."state" in ('sent', 'accepted', 'answered')))
);
--> statement-breakpoint
CREATE TABLE "liaisons" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "liaisons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"region_code" text NOT NULL,
	"role" "liaison_role" NOT NULL,
	"department" "department",
	"post" text NOT NULL,
	"office_phone" text NOT NULL,
	"person_name" text NOT NULL,
	"mobile" text,
	"from_on" date NOT NULL,
	"until_on" date,
	"change_reason" text,
	"entered_by" text,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "liaisons_department" CHECK (("liaisons"."role" = 'department') = ("liaisons"."department" is not null)),
	CONSTRAINT "liaisons_texts" CHECK (length("liaisons"."post") between 2 and 100 and length("liaisons"."person_name") between 1 and 60),
	CONSTRAINT "liaisons_phone" CHECK ("liaisons"."office_phone" ~ '^[0-9+() -]{5,24}$'),
	CONSTRAINT "liaisons_ordered" CHECK ("liaisons"."from_on" < "liaisons"."until_on"),
	CONSTRAINT "liaisons_ended_with_reason" CHECK (("liaisons"."until_on" is null) = ("liaisons"."change_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "referral_history" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "referral_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"referral_id" integer NOT NULL,
	"step" "referral_step" NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"words" text,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "referral_history_words" CHECK (length("referral_history"."words") between 1 and 4000),
	CONSTRAINT "referral_history_past" CHECK ("referral_history"."happened_at" <= "referral_history"."at")
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "referrals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" smallint NOT NULL,
	"no" integer NOT NULL,
	"case_id" integer NOT NULL,
	"kind" "referral_kind" NOT NULL,
	"region_code" text NOT NULL,
	"receiver" text NOT NULL,
	"grounds" text NOT NULL,
	"legal_basis" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"proposed_by" text,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"sent_at" timestamp with time zone,
	"copied_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"police_document_no" text,
	"police_reason" text,
	"review_asked_at" timestamp with time zone,
	"reviewed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"result" text,
	"state" "referral_state" DEFAULT 'proposed' NOT NULL,
	CONSTRAINT "referrals_no" UNIQUE("year","no"),
	CONSTRAINT "referrals_two_people" CHECK ("referrals"."proposed_by" is null or "referrals"."decided_by" is null or "referrals"."proposed_by" <> "referrals"."decided_by"),
	CONSTRAINT "referrals_decided" CHECK (("referrals"."state" = 'proposed') = ("referrals"."decided_at" is null)),
	CONSTRAINT "referrals_sent" CHECK (("referrals"."state" in ('proposed', 'not_transferred', 'decided')) = ("referrals"."sent_at" is null)),
	CONSTRAINT "referrals_answered" CHECK (("referrals"."state" in ('accepted', 'refused', 'review')) <= ("referrals"."answered_at" is not null)),
	CONSTRAINT "referrals_closed" CHECK (("referrals"."state" in ('closed', 'not_transferred')) = ("referrals"."closed_at" is not null)),
	CONSTRAINT "referrals_ordered" CHECK ("referrals"."proposed_at" <= "referrals"."decided_at" and "referrals"."decided_at" <= "referrals"."sent_at" and "referrals"."sent_at" <= "referrals"."received_at" and "referrals"."received_at" <= "referrals"."answered_at"),
	CONSTRAINT "referrals_texts" CHECK (length("referrals"."grounds") between 1 and 4000 and length("referrals"."legal_basis") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "unprosecuted_words" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unprosecuted_words_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"item_key" text NOT NULL,
	"definition" "unprosecuted_definition" NOT NULL,
	"region_code" text NOT NULL,
	"verdict" "unprosecuted_verdict",
	"words" text NOT NULL,
	"by" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "unprosecuted_words_bounded" CHECK (length("unprosecuted_words"."words") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "enterprise_cells" ADD CONSTRAINT "enterprise_cells_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_cells" ADD CONSTRAINT "enterprise_cells_cell_id_grid_cells_id_fk" FOREIGN KEY ("cell_id") REFERENCES "public"."grid_cells"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_cells" ADD CONSTRAINT "enterprise_cells_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grid_cells" ADD CONSTRAINT "grid_cells_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grid_cells" ADD CONSTRAINT "grid_cells_parent_id_grid_cells_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."grid_cells"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grid_duties" ADD CONSTRAINT "grid_duties_cell_id_grid_cells_id_fk" FOREIGN KEY ("cell_id") REFERENCES "public"."grid_cells"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grid_duties" ADD CONSTRAINT "grid_duties_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheet_files" ADD CONSTRAINT "contact_sheet_files_sheet_id_contact_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."contact_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheet_history" ADD CONSTRAINT "contact_sheet_history_sheet_id_contact_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."contact_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheet_history" ADD CONSTRAINT "contact_sheet_history_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_order_id_supervision_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."supervision_orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sheets" ADD CONSTRAINT "contact_sheets_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "liaisons" ADD CONSTRAINT "liaisons_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "liaisons" ADD CONSTRAINT "liaisons_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_history" ADD CONSTRAINT "referral_history_referral_id_referrals_id_fk" FOREIGN KEY ("referral_id") REFERENCES "public"."referrals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_history" ADD CONSTRAINT "referral_history_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unprosecuted_words" ADD CONSTRAINT "unprosecuted_words_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unprosecuted_words" ADD CONSTRAINT "unprosecuted_words_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "enterprise_cells_once" ON "enterprise_cells" USING btree ("enterprise_id","level") WHERE "enterprise_cells"."until_on" is null;--> statement-breakpoint
CREATE INDEX "enterprise_cells_by_cell" ON "enterprise_cells" USING btree ("cell_id") WHERE "enterprise_cells"."until_on" is null;--> statement-breakpoint
CREATE INDEX "enterprise_cells_by_enterprise" ON "enterprise_cells" USING btree ("enterprise_id","from_on");--> statement-breakpoint
CREATE INDEX "grid_cells_by_region" ON "grid_cells" USING btree ("region_code","level","code");--> statement-breakpoint
CREATE UNIQUE INDEX "grid_cells_county_once" ON "grid_cells" USING btree ("region_code") WHERE "grid_cells"."level" = 'county' and "grid_cells"."until_on" is null;--> statement-breakpoint
CREATE INDEX "grid_duties_by_cell" ON "grid_duties" USING btree ("cell_id","role","from_on");--> statement-breakpoint
CREATE INDEX "contact_sheet_files_by_sheet" ON "contact_sheet_files" USING btree ("sheet_id");--> statement-breakpoint
CREATE INDEX "contact_sheet_history_by_sheet" ON "contact_sheet_history" USING btree ("sheet_id","id");--> statement-breakpoint
CREATE INDEX "contact_sheets_by_region" ON "contact_sheets" USING btree ("region_code","id");--> statement-breakpoint
CREATE INDEX "contact_sheets_by_enterprise" ON "contact_sheets" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "contact_sheets_by_order" ON "contact_sheets" USING btree ("order_id") WHERE "contact_sheets"."order_id" is not null;--> statement-breakpoint
CREATE INDEX "contact_sheets_by_case" ON "contact_sheets" USING btree ("case_id") WHERE "contact_sheets"."case_id" is not null;--> statement-breakpoint
CREATE INDEX "contact_sheets_open" ON "contact_sheets" USING btree ("to_department","region_code") WHERE "contact_sheets"."state" in ('sent', 'accepted');--> statement-breakpoint
CREATE INDEX "liaisons_by_region" ON "liaisons" USING btree ("region_code","role","from_on");--> statement-breakpoint
CREATE INDEX "referral_history_by_referral" ON "referral_history" USING btree ("referral_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "referrals_once" ON "referrals" USING btree ("case_id","kind") WHERE "referrals"."state" <> 'not_transferred';--> statement-breakpoint
CREATE INDEX "referrals_by_region" ON "referrals" USING btree ("region_code","id");--> statement-breakpoint
CREATE INDEX "referrals_open" ON "referrals" USING btree ("region_code") WHERE "referrals"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "unprosecuted_words_by_item" ON "unprosecuted_words" USING btree ("item_key","id");--> statement-breakpoint
CREATE INDEX "unprosecuted_words_by_region" ON "unprosecuted_words" USING btree ("region_code","id");