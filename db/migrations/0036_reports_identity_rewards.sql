CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE TYPE "public"."evidence_medium" AS ENUM('photo', 'video', 'document');--> statement-breakpoint
CREATE TYPE "public"."media_lead_source" AS ENUM('newspaper', 'television', 'website', 'social_media', 'hotline');--> statement-breakpoint
CREATE TYPE "public"."media_lead_state" AS ENUM('open', 'answered', 'dismissed');--> statement-breakpoint
CREATE TYPE "public"."opened_part" AS ENUM('identity', 'original', 'text');--> statement-breakpoint
CREATE TYPE "public"."report_channel" AS ENUM('web', 'batch', 'api', 'open311', 'office');--> statement-breakpoint
CREATE TYPE "public"."report_file_state" AS ENUM('waiting', 'clean', 'sealed', 'failed');--> statement-breakpoint
CREATE TYPE "public"."report_kind" AS ENUM('stealth_discharge', 'falsified_data', 'abnormal_operation', 'serious_exceedance', 'unpermitted_discharge', 'waste_dumping', 'nuisance', 'disclosure_failure', 'obstruction', 'media_lead', 'peer_lead', 'other');--> statement-breakpoint
CREATE TYPE "public"."report_outcome" AS ENUM('true', 'partly_true', 'not_found');--> statement-breakpoint
CREATE TYPE "public"."report_refusal_ground" AS ENUM('not_environmental', 'no_facts', 'handled_before', 'in_court', 'no_new_facts');--> statement-breakpoint
CREATE TYPE "public"."report_side" AS ENUM('reporter', 'office');--> statement-breakpoint
CREATE TYPE "public"."report_state" AS ENUM('received', 'accepted', 'refused', 'referred', 'joined', 'concluded');--> statement-breakpoint
CREATE TYPE "public"."report_step" AS ENUM('received', 'routed', 'accepted', 'refused', 'referred', 'joined', 'inspected', 'extended', 'escalated', 'concluded', 'objected', 'reopened', 'case_linked');--> statement-breakpoint
CREATE TYPE "public"."reward_state" AS ENUM('proposed', 'granted', 'refused', 'claimed', 'paid', 'lapsed', 'declined');--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_keyHash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_name" CHECK (length("api_keys"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "media_leads" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "media_leads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source" "media_lead_source" NOT NULL,
	"outlet" text NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"published_on" date NOT NULL,
	"summary" text NOT NULL,
	"region_code" text,
	"enterprise_id" integer,
	"state" "media_lead_state" DEFAULT 'open' NOT NULL,
	"recorded_by" text,
	"recorded_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answer_en" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"case_id" integer,
	CONSTRAINT "media_leads_answered" CHECK (("media_leads"."state" = 'open') = ("media_leads"."answered_at" is null)),
	CONSTRAINT "media_leads_answer" CHECK ("media_leads"."state" = 'open' or length("media_leads"."answer") > 0),
	CONSTRAINT "media_leads_texts" CHECK (length("media_leads"."title") <= 200 and length("media_leads"."summary") <= 2000 and length("media_leads"."answer") <= 2000 and length("media_leads"."url") <= 500)
);
--> statement-breakpoint
CREATE TABLE "report_deletions" (
	"month" date NOT NULL,
	"kind" "report_kind" NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "report_deletions_once" UNIQUE("month","kind")
);
--> statement-breakpoint
CREATE TABLE "report_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report_id" integer NOT NULL,
	"message_id" integer,
	"medium" "evidence_medium" NOT NULL,
	"media_type" text NOT NULL,
	"state" "report_file_state" DEFAULT 'waiting' NOT NULL,
	"original_file" text NOT NULL,
	"clean_file" text,
	"original_sha256" text NOT NULL,
	"original_bytes" bigint NOT NULL,
	"clean_bytes" bigint,
	"clean_media_type" text,
	"width_px" integer,
	"height_px" integer,
	"failure" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "report_files_clean" CHECK (("report_files"."state" = 'clean') = ("report_files"."clean_file" is not null)),
	CONSTRAINT "report_files_hash" CHECK ("report_files"."original_sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "report_history" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report_id" integer NOT NULL,
	"step" "report_step" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	"words" "bytea",
	"note" "bytea"
);
--> statement-breakpoint
CREATE TABLE "report_keys" (
	"report_id" integer PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	"identity" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_messages" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report_id" integer NOT NULL,
	"side" "report_side" NOT NULL,
	"content" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	"read_at" timestamp with time zone,
	CONSTRAINT "report_messages_by" CHECK (("report_messages"."side" = 'office') = ("report_messages"."by_user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "report_uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"medium" "evidence_medium",
	"media_type" text,
	"bytes" bigint NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"key" "bytea" NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "report_uploads_bounded" CHECK (0 <= "report_uploads"."received" and "report_uploads"."received" <= "report_uploads"."bytes")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"handle" text NOT NULL,
	"receipt_hash" text NOT NULL,
	"channel" "report_channel" NOT NULL,
	"kind" "report_kind" NOT NULL,
	"content" "bytea" NOT NULL,
	"is_named" boolean NOT NULL,
	"submitted_by" text,
	"wants_credit" boolean DEFAULT false NOT NULL,
	"region_code" text,
	"enterprise_id" integer,
	"cell_x" smallint,
	"cell_y" smallint,
	"received_at" timestamp with time zone NOT NULL,
	"state" "report_state" DEFAULT 'received' NOT NULL,
	"accept_due_on" date NOT NULL,
	"accepted_on" date,
	"handle_due_on" date,
	"extended_days" smallint DEFAULT 0 NOT NULL,
	"refusal_ground" "report_refusal_ground",
	"joined_to_id" integer,
	"outcome" "report_outcome",
	"concluded_on" date,
	"public_outcome" text,
	"public_outcome_en" text,
	"objections" smallint DEFAULT 0 NOT NULL,
	"recheck_due_on" date,
	"case_id" integer,
	"revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "reports_handle" UNIQUE("handle"),
	CONSTRAINT "reports_handle_form" CHECK ("reports"."handle" ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
	CONSTRAINT "reports_receipt_hash" CHECK ("reports"."receipt_hash" like '$argon2id$%'),
	CONSTRAINT "reports_hour" CHECK ("reports"."received_at" = date_trunc('hour', "reports"."received_at")),
	CONSTRAINT "reports_cell_whole" CHECK (("reports"."cell_x" is null) = ("reports"."cell_y" is null)),
	CONSTRAINT "reports_refused" CHECK (("reports"."state" = 'refused') = ("reports"."refusal_ground" is not null)),
	CONSTRAINT "reports_joined_to" CHECK (("reports"."state" = 'joined') = ("reports"."joined_to_id" is not null) and "reports"."joined_to_id" <> "reports"."id"),
	CONSTRAINT "reports_concluded" CHECK ("reports"."state" <> 'concluded' or ("reports"."outcome" is not null and "reports"."concluded_on" is not null and "reports"."public_outcome" is not null)),
	CONSTRAINT "reports_accepted" CHECK (("reports"."accepted_on" is null) = ("reports"."handle_due_on" is null)),
	CONSTRAINT "reports_extended" CHECK ("reports"."extended_days" between 0 and 30),
	CONSTRAINT "reports_texts" CHECK (length("reports"."public_outcome") <= 2000 and length("reports"."public_outcome_en") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "spent_proofs" (
	"challenge" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."identities" (
	"report_id" integer PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."openings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "identity"."openings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report_id" integer NOT NULL,
	"part" "opened_part" NOT NULL,
	"by_user_id" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rewards" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rewards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"report_id" integer,
	"grade" text NOT NULL,
	"amount_yuan" integer NOT NULL,
	"reason" text NOT NULL,
	"state" "reward_state" DEFAULT 'proposed' NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"refusal" text,
	"claim_until" date,
	"voucher_handle" text,
	"voucher_hash" text,
	"claimed_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"paid_by" text,
	"payment_reference" text,
	"ended_on" date,
	CONSTRAINT "rewards_one_for_a_report" UNIQUE("report_id"),
	CONSTRAINT "rewards_voucher" UNIQUE("voucher_handle"),
	CONSTRAINT "rewards_payment" UNIQUE("payment_reference"),
	CONSTRAINT "rewards_amount" CHECK ("rewards"."amount_yuan" > 0),
	CONSTRAINT "rewards_two_people" CHECK ("rewards"."proposed_by" is null or "rewards"."decided_by" is null or "rewards"."proposed_by" <> "rewards"."decided_by"),
	CONSTRAINT "rewards_decided" CHECK (("rewards"."state" = 'proposed') = ("rewards"."decided_at" is null)),
	CONSTRAINT "rewards_refused" CHECK (("rewards"."state" = 'refused') = ("rewards"."refusal" is not null)),
	CONSTRAINT "rewards_term" CHECK ("rewards"."state" in ('proposed', 'refused') or "rewards"."claim_until" is not null),
	CONSTRAINT "rewards_claimed" CHECK (("rewards"."claimed_at" is null) = ("rewards"."voucher_hash" is null) and ("rewards"."claimed_at" is null) = ("rewards"."voucher_handle" is null)),
	CONSTRAINT "rewards_paid" CHECK (("rewards"."state" = 'paid') = ("rewards"."paid_at" is not null) and ("rewards"."paid_at" is null) = ("rewards"."payment_reference" is null)),
	CONSTRAINT "rewards_claim_before_payment" CHECK ("rewards"."state" not in ('claimed', 'paid') or "rewards"."claimed_at" is not null),
	CONSTRAINT "rewards_ended" CHECK (("rewards"."state" in ('lapsed', 'declined')) = ("rewards"."ended_on" is not null))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_leads" ADD CONSTRAINT "media_leads_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_leads" ADD CONSTRAINT "media_leads_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_leads" ADD CONSTRAINT "media_leads_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_leads" ADD CONSTRAINT "media_leads_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_leads" ADD CONSTRAINT "media_leads_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_message_id_report_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."report_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_history" ADD CONSTRAINT "report_history_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_history" ADD CONSTRAINT "report_history_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_keys" ADD CONSTRAINT "report_keys_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_messages" ADD CONSTRAINT "report_messages_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_messages" ADD CONSTRAINT "report_messages_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_joined_to_id_reports_id_fk" FOREIGN KEY ("joined_to_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."identities" ADD CONSTRAINT "identities_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."openings" ADD CONSTRAINT "openings_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."openings" ADD CONSTRAINT "openings_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rewards" ADD CONSTRAINT "rewards_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rewards" ADD CONSTRAINT "rewards_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rewards" ADD CONSTRAINT "rewards_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rewards" ADD CONSTRAINT "rewards_paid_by_users_id_fk" FOREIGN KEY ("paid_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_by_user" ON "api_keys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "media_leads_by_desk" ON "media_leads" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "media_leads_by_answer" ON "media_leads" USING btree ("answered_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "media_leads"."state" = 'answered';--> statement-breakpoint
CREATE INDEX "report_files_by_report" ON "report_files" USING btree ("report_id","id");--> statement-breakpoint
CREATE INDEX "report_files_waiting" ON "report_files" USING btree ("id") WHERE "report_files"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "report_history_by_report" ON "report_history" USING btree ("report_id","id");--> statement-breakpoint
CREATE INDEX "report_messages_by_report" ON "report_messages" USING btree ("report_id","id");--> statement-breakpoint
CREATE INDEX "report_uploads_by_age" ON "report_uploads" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "reports_by_desk" ON "reports" USING btree ("state","region_code","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_by_cell" ON "reports" USING btree ("cell_x","cell_y","received_at") WHERE "reports"."cell_x" is not null;--> statement-breakpoint
CREATE INDEX "reports_by_enterprise" ON "reports" USING btree ("enterprise_id") WHERE "reports"."enterprise_id" is not null;--> statement-breakpoint
CREATE INDEX "reports_by_sender" ON "reports" USING btree ("submitted_by","id") WHERE "reports"."submitted_by" is not null;--> statement-breakpoint
CREATE INDEX "reports_by_conclusion" ON "reports" USING btree ("concluded_on") WHERE "reports"."concluded_on" is not null;--> statement-breakpoint
CREATE INDEX "reports_by_case" ON "reports" USING btree ("case_id") WHERE "reports"."case_id" is not null;--> statement-breakpoint
CREATE INDEX "reports_joined" ON "reports" USING btree ("joined_to_id") WHERE "reports"."joined_to_id" is not null;--> statement-breakpoint
CREATE INDEX "spent_proofs_by_age" ON "spent_proofs" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "openings_by_report" ON "identity"."openings" USING btree ("report_id","id");--> statement-breakpoint
CREATE INDEX "rewards_by_state" ON "rewards" USING btree ("state","claim_until");--> statement-breakpoint
CREATE INDEX "rewards_by_decision" ON "rewards" USING btree ("decided_at") WHERE "rewards"."decided_at" is not null;