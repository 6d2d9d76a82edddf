CREATE TYPE "public"."doubt_state" AS ENUM('open', 'accepted', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."error_report_party" AS ENUM('firm', 'bureau');--> statement-breakpoint
CREATE TYPE "public"."hiding_ground" AS ENUM('personal_information', 'reputation', 'state_secret', 'trade_secret');--> statement-breakpoint
CREATE TYPE "public"."review_level" AS ENUM('county', 'city');--> statement-breakpoint
CREATE TYPE "public"."review_opinion" AS ENUM('agreed', 'agreed_with_additions', 'returned');--> statement-breakpoint
CREATE TABLE "disclosure_doubts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disclosure_doubts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"disclosure_id" integer NOT NULL,
	"field" text NOT NULL,
	"code" text NOT NULL,
	"given" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" "doubt_state" DEFAULT 'open' NOT NULL,
	"looked_at_by" text,
	"looked_at_by_name" text,
	"looked_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "disclosure_doubts_once" UNIQUE("disclosure_id","field","code"),
	CONSTRAINT "disclosure_doubts_looked_at" CHECK (("disclosure_doubts"."state" = 'open') = ("disclosure_doubts"."looked_at" is null) and ("disclosure_doubts"."state" = 'open' or length("disclosure_doubts"."note") > 0))
);
--> statement-breakpoint
CREATE TABLE "disclosure_review_points" (
	"review_id" integer NOT NULL,
	"field" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "disclosure_review_points_review_id_field_pk" PRIMARY KEY("review_id","field")
);
--> statement-breakpoint
CREATE TABLE "disclosure_reviews" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disclosure_reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"disclosure_id" integer NOT NULL,
	"level" "review_level" NOT NULL,
	"opinion" "review_opinion" NOT NULL,
	"findings" text[] NOT NULL,
	"monitoring" text,
	"monitoring_report_nos" text[] DEFAULT '{}' NOT NULL,
	"known_problems" text NOT NULL,
	"words" text,
	"inspected_on" date,
	"inspectors" text[] DEFAULT '{}' NOT NULL,
	"reviewer_id" text,
	"reviewer_name" text NOT NULL,
	"reviewed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosure_reviews_words" CHECK ("disclosure_reviews"."opinion" = 'agreed' or length("disclosure_reviews"."words") > 0)
);
--> statement-breakpoint
CREATE TABLE "error_report_answers" (
	"error_report_id" integer NOT NULL,
	"party" "error_report_party" NOT NULL,
	"words" text NOT NULL,
	"mended_by_id" integer,
	"answered_by_id" text,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "error_report_answers_error_report_id_party_pk" PRIMARY KEY("error_report_id","party")
);
--> statement-breakpoint
CREATE TABLE "error_reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "error_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"disclosure_id" integer NOT NULL,
	"field" text NOT NULL,
	"words" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"hidden_at" timestamp with time zone,
	"hidden_by" text,
	"hidden_ground" "hiding_ground",
	"hidden_note" text,
	CONSTRAINT "error_reports_words_bounded" CHECK (length("error_reports"."words") between 1 and 1000),
	CONSTRAINT "error_reports_hidden" CHECK (("error_reports"."hidden_at" is null) = ("error_reports"."hidden_ground" is null))
);
--> statement-breakpoint
ALTER TABLE "disclosure_doubts" ADD CONSTRAINT "disclosure_doubts_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_doubts" ADD CONSTRAINT "disclosure_doubts_looked_at_by_users_id_fk" FOREIGN KEY ("looked_at_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_review_points" ADD CONSTRAINT "disclosure_review_points_review_id_disclosure_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."disclosure_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_reviews" ADD CONSTRAINT "disclosure_reviews_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_reviews" ADD CONSTRAINT "disclosure_reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_report_answers" ADD CONSTRAINT "error_report_answers_error_report_id_error_reports_id_fk" FOREIGN KEY ("error_report_id") REFERENCES "public"."error_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_report_answers" ADD CONSTRAINT "error_report_answers_mended_by_id_disclosures_id_fk" FOREIGN KEY ("mended_by_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_report_answers" ADD CONSTRAINT "error_report_answers_answered_by_id_users_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_reports" ADD CONSTRAINT "error_reports_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_reports" ADD CONSTRAINT "error_reports_hidden_by_users_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_doubts_open" ON "disclosure_doubts" USING btree ("disclosure_id") WHERE "disclosure_doubts"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "disclosure_reviews_one_agreement" ON "disclosure_reviews" USING btree ("disclosure_id","level") WHERE "disclosure_reviews"."opinion" <> 'returned';--> statement-breakpoint
CREATE UNIQUE INDEX "disclosure_reviews_one_return" ON "disclosure_reviews" USING btree ("disclosure_id") WHERE "disclosure_reviews"."opinion" = 'returned';--> statement-breakpoint
CREATE INDEX "error_reports_by_disclosure" ON "error_reports" USING btree ("disclosure_id");