CREATE TABLE "report_file_keys" (
	"file_id" integer PRIMARY KEY NOT NULL,
	"original" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "report_files" ADD COLUMN "upload_id" uuid;--> statement-breakpoint
ALTER TABLE "report_files" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "report_file_keys" ADD CONSTRAINT "report_file_keys_file_id_report_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."report_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_upload_id_report_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."report_uploads"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_upload" UNIQUE("upload_id");