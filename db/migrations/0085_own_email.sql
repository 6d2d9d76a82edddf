CREATE TABLE "email_changes" (
	"user_id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"nonce" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "email_changes_bounded" CHECK (length("email_changes"."address") between 3 and 254)
);
--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;