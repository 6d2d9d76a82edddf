CREATE TABLE "desk_bells" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "desk_bells_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"knocked_at" timestamp with time zone,
	CONSTRAINT "desk_bells_endpoint_unique" UNIQUE("endpoint"),
	CONSTRAINT "desk_bells_endpoint" CHECK (length("desk_bells"."endpoint") <= 1000 and "desk_bells"."endpoint" ~ '^https?://')
);
--> statement-breakpoint
ALTER TABLE "desk_bells" ADD CONSTRAINT "desk_bells_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_bells_by_user" ON "desk_bells" USING btree ("user_id");