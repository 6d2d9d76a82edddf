CREATE TYPE "public"."search_kind" AS ENUM('enterprise', 'case', 'disclosure', 'outcome', 'factor', 'standard', 'regulation', 'guide', 'term');--> statement-breakpoint
CREATE TABLE "search_documents_a" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" "search_kind" NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"body_zh" text DEFAULT '' NOT NULL,
	"body_en" text DEFAULT '' NOT NULL,
	"names" text NOT NULL,
	"search_text" text NOT NULL,
	"region_code" text,
	"year" smallint,
	"weight" integer DEFAULT 0 NOT NULL,
	"shown" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "search_documents_a_names_framed" CHECK ("search_documents_a"."names" like E'\n%\n')
);
--> statement-breakpoint
CREATE TABLE "search_documents_b" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" "search_kind" NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"body_zh" text DEFAULT '' NOT NULL,
	"body_en" text DEFAULT '' NOT NULL,
	"names" text NOT NULL,
	"search_text" text NOT NULL,
	"region_code" text,
	"year" smallint,
	"weight" integer DEFAULT 0 NOT NULL,
	"shown" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "search_documents_b_names_framed" CHECK ("search_documents_b"."names" like E'\n%\n')
);
--> statement-breakpoint
CREATE TABLE "search_names_a" (
	"key" text NOT NULL,
	"name" text NOT NULL,
	"sounds" text[] DEFAULT '{}' NOT NULL,
	"weight" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "search_names_a_key_name_pk" PRIMARY KEY("key","name")
);
--> statement-breakpoint
CREATE TABLE "search_names_b" (
	"key" text NOT NULL,
	"name" text NOT NULL,
	"sounds" text[] DEFAULT '{}' NOT NULL,
	"weight" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "search_names_b_key_name_pk" PRIMARY KEY("key","name")
);
--> statement-breakpoint
CREATE TABLE "search_state" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"live" text DEFAULT 'a' NOT NULL,
	"is_rebuilding" boolean DEFAULT false NOT NULL,
	"edition" integer DEFAULT 0 NOT NULL,
	"built_at" timestamp with time zone,
	CONSTRAINT "search_state_one" CHECK ("search_state"."is_only"),
	CONSTRAINT "search_state_live" CHECK ("search_state"."live" in ('a', 'b'))
);
--> statement-breakpoint
CREATE INDEX "search_documents_a_pairs" ON "search_documents_a" USING gin (search_bigrams("search_text"));--> statement-breakpoint
CREATE INDEX "search_documents_b_pairs" ON "search_documents_b" USING gin (search_bigrams("search_text"));--> statement-breakpoint
CREATE INDEX "search_names_a_begin" ON "search_names_a" USING btree ("name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_names_a_pairs" ON "search_names_a" USING gin (search_bigrams("name"));--> statement-breakpoint
CREATE INDEX "search_names_a_sounds" ON "search_names_a" USING gin ("sounds");--> statement-breakpoint
CREATE INDEX "search_names_b_begin" ON "search_names_b" USING btree ("name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_names_b_pairs" ON "search_names_b" USING gin (search_bigrams("name"));--> statement-breakpoint
CREATE INDEX "search_names_b_sounds" ON "search_names_b" USING gin ("sounds");