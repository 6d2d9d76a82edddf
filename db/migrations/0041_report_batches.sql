CREATE TABLE "report_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"content" "bytea",
	"sha256" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"count" integer,
	CONSTRAINT "report_batches_sent" CHECK (("report_batches"."sent_at" is null) = ("report_batches"."content" is not null) and ("report_batches"."sent_at" is null) = ("report_batches"."count" is null))
);
--> statement-breakpoint
ALTER TABLE "report_batches" ADD CONSTRAINT "report_batches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_batches_by_user" ON "report_batches" USING btree ("user_id","uploaded_at" DESC NULLS LAST);