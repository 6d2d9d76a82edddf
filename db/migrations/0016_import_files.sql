CREATE TYPE "public"."date_precision" AS ENUM('day', 'month', 'year');--> statement-breakpoint
CREATE TABLE "import_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"file_name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	"result" jsonb,
	CONSTRAINT "import_files_applied_has_result" CHECK (("import_files"."applied_at" is null) = ("import_files"."result" is null)),
	CONSTRAINT "import_files_bounded" CHECK (octet_length("import_files"."content") between 1 and 10485760)
);
--> statement-breakpoint
ALTER TABLE "enterprises" ADD COLUMN "started_precision" date_precision DEFAULT 'day' NOT NULL;--> statement-breakpoint
CREATE INDEX "import_files_by_uploader" ON "import_files" USING btree ("uploaded_by","uploaded_at" DESC NULLS LAST);