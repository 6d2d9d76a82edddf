CREATE TABLE "unknown_frames" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unknown_frames_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mn" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"frames" integer NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unknown_devices" ADD COLUMN "kept_frames" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unknown_devices" ADD COLUMN "kept_bytes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "unknown_frames_of_device" ON "unknown_frames" USING btree (lower("mn"),"id");--> statement-breakpoint
CREATE INDEX "unknown_frames_by_time" ON "unknown_frames" USING btree ("received_at");