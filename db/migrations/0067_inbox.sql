CREATE TABLE "delegations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delegations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"absent_id" text NOT NULL,
	"delegate_id" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "delegations_ordered" CHECK ("delegations"."from_on" <= "delegations"."to_on"),
	CONSTRAINT "delegations_by_another" CHECK ("delegations"."absent_id" <> "delegations"."delegate_id"),
	CONSTRAINT "delegations_ended" CHECK (num_nonnulls("delegations"."ended_at", "delegations"."ended_by", "delegations"."end_reason") in (0, 3)),
	CONSTRAINT "delegations_words" CHECK (length("delegations"."reason") between 1 and 500 and ("delegations"."end_reason" is null or length("delegations"."end_reason") between 1 and 500))
);
--> statement-breakpoint
CREATE TABLE "digest_addresses" (
	"user_id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"locale" text NOT NULL,
	"nonce" text NOT NULL,
	"is_weekly" boolean NOT NULL,
	"is_daily" boolean NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"weekly_on" date,
	"daily_on" date,
	CONSTRAINT "digest_addresses_wanted" CHECK ("digest_addresses"."is_weekly" or "digest_addresses"."is_daily"),
	CONSTRAINT "digest_addresses_bounded" CHECK (length("digest_addresses"."address") <= 254 and "digest_addresses"."locale" in ('zh', 'en'))
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "for_id" text;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_absent_id_users_id_fk" FOREIGN KEY ("absent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegate_id_users_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_addresses" ADD CONSTRAINT "digest_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegations_of_delegate" ON "delegations" USING btree ("delegate_id","to_on") WHERE "delegations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "delegations_of_absent" ON "delegations" USING btree ("absent_id","to_on");--> statement-breakpoint
CREATE INDEX "error_reports_by_term" ON "error_reports" USING btree ("due_on") WHERE "error_reports"."hidden_at" is null;--> statement-breakpoint
CREATE INDEX "supervision_orders_escalated" ON "supervision_orders" USING btree ("escalated_at") WHERE "supervision_orders"."escalated_at" is not null and "supervision_orders"."state" <> 'closed';