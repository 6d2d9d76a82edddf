CREATE TABLE "disclosure_sheets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"file_name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"findings" jsonb NOT NULL,
	"changed" integer,
	"uploaded_by" text,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosure_sheets_bounded" CHECK (octet_length("disclosure_sheets"."content") between 1 and 20971520)
);
--> statement-breakpoint
ALTER TABLE "disclosure_sheets" ADD CONSTRAINT "disclosure_sheets_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_sheets" ADD CONSTRAINT "disclosure_sheets_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_sheets_by_age" ON "disclosure_sheets" USING btree ("uploaded_at");