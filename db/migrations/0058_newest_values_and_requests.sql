CREATE TABLE "device_requests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "device_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"device_id" integer NOT NULL,
	"kind" text NOT NULL,
	"qn" text NOT NULL,
	"period_from" timestamp with time zone,
	"period_to" timestamp with time zone,
	"sent_at" timestamp with time zone NOT NULL,
	"accepted" smallint,
	"executed" smallint,
	CONSTRAINT "device_requests_kind" CHECK ("device_requests"."kind" in ('hour', 'day', 'clock')),
	CONSTRAINT "device_requests_period" CHECK (("device_requests"."kind" = 'clock') = ("device_requests"."period_from" is null) and "device_requests"."period_from" <= "device_requests"."period_to")
);
--> statement-breakpoint
ALTER TABLE "device_activity" ADD COLUMN "newest_realtime" jsonb;--> statement-breakpoint
ALTER TABLE "device_activity" ADD COLUMN "newest_hour" jsonb;--> statement-breakpoint
ALTER TABLE "device_activity" ADD COLUMN "newest_day" jsonb;--> statement-breakpoint
ALTER TABLE "device_requests" ADD CONSTRAINT "device_requests_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_requests_of_device" ON "device_requests" USING btree ("device_id","sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "device_requests_qn" ON "device_requests" USING btree ("device_id","qn");--> statement-breakpoint
UPDATE device_activity a SET newest_realtime = (
  SELECT jsonb_object_agg(r.factor_no, jsonb_build_array((extract(epoch FROM r.at) * 1000)::float8, r.mean, r.std_mean, r.flag,
    (extract(epoch FROM r.received_at) * 1000)::float8))
  FROM readings r WHERE r.outlet_id = d.outlet_id AND r.kind = 'realtime' AND r.at = a.last_realtime_at)
FROM devices d WHERE d.id = a.device_id AND a.last_realtime_at IS NOT NULL;--> statement-breakpoint
UPDATE device_activity a SET newest_hour = (
  SELECT jsonb_object_agg(r.factor_no, jsonb_build_array((extract(epoch FROM r.at) * 1000)::float8, r.mean, r.std_mean, r.flag,
    (extract(epoch FROM r.received_at) * 1000)::float8))
  FROM readings r WHERE r.outlet_id = d.outlet_id AND r.kind = 'hour' AND r.at = a.last_hour_at)
FROM devices d WHERE d.id = a.device_id AND a.last_hour_at IS NOT NULL;--> statement-breakpoint
UPDATE device_activity a SET newest_day = (
  SELECT jsonb_object_agg(r.factor_no, jsonb_build_array((extract(epoch FROM r.at) * 1000)::float8, r.mean, r.std_mean, r.flag,
    (extract(epoch FROM r.received_at) * 1000)::float8))
  FROM readings r WHERE r.outlet_id = d.outlet_id AND r.kind = 'day' AND r.at = a.last_day_at)
FROM devices d WHERE d.id = a.device_id AND a.last_day_at IS NOT NULL;
