CREATE TYPE "public"."subscription_channel" AS ENUM('mail', 'webhook');--> statement-breakpoint
CREATE TYPE "public"."subscription_rhythm" AS ENUM('soon', 'daily', 'weekly');--> statement-breakpoint
CREATE TYPE "public"."subscription_topic" AS ENUM('enterprise', 'area', 'board');--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "subscriptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"channel" "subscription_channel" NOT NULL,
	"address" text NOT NULL,
	"topic" "subscription_topic" NOT NULL,
	"subject" text NOT NULL,
	"rhythm" "subscription_rhythm" NOT NULL,
	"locale" text NOT NULL,
	"nonce" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"told_until" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"failures" smallint DEFAULT 0 NOT NULL,
	"last_failure" text,
	CONSTRAINT "subscriptions_once" UNIQUE("address","topic","subject"),
	CONSTRAINT "subscriptions_bounded" CHECK (length("subscriptions"."address") <= 500 and length("subscriptions"."subject") <= 2000),
	CONSTRAINT "subscriptions_locale" CHECK ("subscriptions"."locale" in ('zh', 'en'))
);
--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("due_at") WHERE "subscriptions"."confirmed_at" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_unconfirmed" ON "subscriptions" USING btree ("created_at") WHERE "subscriptions"."confirmed_at" is null;