CREATE TYPE "public"."device_state" AS ENUM('planned', 'installed', 'connected', 'compared', 'accepted', 'signed_off', 'stopped', 'removed');--> statement-breakpoint
CREATE TYPE "public"."reading_kind" AS ENUM('realtime', 'minute', 'hour', 'day');--> statement-breakpoint
CREATE TABLE "device_activity" (
	"device_id" integer PRIMARY KEY NOT NULL,
	"frames" bigint NOT NULL,
	"last_frame_at" timestamp with time zone NOT NULL,
	"last_realtime_at" timestamp with time zone,
	"last_minute_at" timestamp with time zone,
	"last_hour_at" timestamp with time zone,
	"last_day_at" timestamp with time zone,
	"clock_ahead_s" integer
);
--> statement-breakpoint
CREATE TABLE "device_channels" (
	"device_id" integer NOT NULL,
	"factor_code" text NOT NULL,
	"unit" text NOT NULL,
	"scale" double precision NOT NULL,
	CONSTRAINT "device_channels_device_id_factor_code_pk" PRIMARY KEY("device_id","factor_code"),
	CONSTRAINT "device_channels_scale" CHECK ("device_channels"."scale" > 0 and "device_channels"."scale" < 'Infinity')
);
--> statement-breakpoint
CREATE TABLE "device_deviations" (
	"device_id" integer NOT NULL,
	"day" date NOT NULL,
	"deviation" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "device_deviations_device_id_day_deviation_pk" PRIMARY KEY("device_id","day","deviation")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "devices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"mn" text NOT NULL,
	"outlet_id" integer NOT NULL,
	"password" text NOT NULL,
	"checks_password" boolean DEFAULT true NOT NULL,
	"allows_swapped_crc" boolean DEFAULT false NOT NULL,
	"frames_per_minute" integer DEFAULT 600 NOT NULL,
	"state" "device_state" DEFAULT 'planned' NOT NULL,
	"registered_on" date NOT NULL,
	CONSTRAINT "devices_mn_form" CHECK ("devices"."mn" ~ '^[!-:<>-~]{1,32}$'),
	CONSTRAINT "devices_password" CHECK (length("devices"."password") between 1 and 9),
	CONSTRAINT "devices_frames" CHECK ("devices"."frames_per_minute" between 1 and 60000)
);
--> statement-breakpoint
CREATE TABLE "reading_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reading_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"factor_no" smallint NOT NULL,
	"kind" "reading_kind" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"before" jsonb NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "readings_to_judge" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "readings_to_judge_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "readings_to_judge_kind" CHECK ("readings_to_judge"."kind" in ('hour', 'day'))
);
--> statement-breakpoint
CREATE TABLE "unknown_devices" (
	"mn" text PRIMARY KEY NOT NULL,
	"why" text NOT NULL,
	"frames" bigint NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"last_frame" "bytea" NOT NULL,
	CONSTRAINT "unknown_devices_why" CHECK ("unknown_devices"."why" in ('unknown_device', 'wrong_password', 'removed_device')),
	CONSTRAINT "unknown_devices_bounded" CHECK (length("unknown_devices"."mn") <= 64 and octet_length("unknown_devices"."last_frame") <= 16384)
);
--> statement-breakpoint
CREATE TABLE "unknown_factors" (
	"device_id" integer NOT NULL,
	"code" text NOT NULL,
	"count" integer NOT NULL,
	"sample" text NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "unknown_factors_device_id_code_pk" PRIMARY KEY("device_id","code")
);
--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "no" smallint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "factors_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "device_activity" ADD CONSTRAINT "device_activity_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_channels" ADD CONSTRAINT "device_channels_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_channels" ADD CONSTRAINT "device_channels_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_deviations" ADD CONSTRAINT "device_deviations_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unknown_factors" ADD CONSTRAINT "unknown_factors_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "devices_mn" ON "devices" USING btree ("mn");--> statement-breakpoint
CREATE INDEX "devices_mn_any_case" ON "devices" USING btree (lower("mn"));--> statement-breakpoint
CREATE UNIQUE INDEX "devices_one_at_an_outlet" ON "devices" USING btree ("outlet_id") WHERE "devices"."state" <> 'removed';--> statement-breakpoint
CREATE INDEX "unknown_devices_newest" ON "unknown_devices" USING btree ("last_at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "factors" ADD CONSTRAINT "factors_no_unique" UNIQUE("no");