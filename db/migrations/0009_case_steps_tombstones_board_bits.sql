CREATE TYPE "public"."case_step" AS ENUM('lead', 'inspection', 'order_served', 'rectified', 'rechecked', 'closed');--> statement-breakpoint
CREATE TABLE "effect_runs" (
	"effect" text NOT NULL,
	"event_id" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "effect_runs_effect_event_id_pk" PRIMARY KEY("effect","event_id")
);
--> statement-breakpoint
CREATE TABLE "board_bits" (
	"facet" text NOT NULL,
	"value" text NOT NULL,
	"chunk" integer NOT NULL,
	"bits" bit varying(15360) NOT NULL,
	CONSTRAINT "board_bits_facet_value_chunk_pk" PRIMARY KEY("facet","value","chunk")
);
--> statement-breakpoint
CREATE TABLE "violation_steps" (
	"case_id" integer NOT NULL,
	"kind" "case_step" NOT NULL,
	"happened_on" date NOT NULL,
	"detail" text,
	CONSTRAINT "violation_steps_case_id_happened_on_kind_pk" PRIMARY KEY("case_id","happened_on","kind")
);
--> statement-breakpoint
ALTER TABLE "violation_cases" ADD COLUMN "removed_on" date;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD COLUMN "removal_basis" text;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD COLUMN "repeat_offence" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "violation_steps" ADD CONSTRAINT "violation_steps_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "effect_runs_by_age" ON "effect_runs" USING btree ("at");--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_tombstone" CHECK (("violation_cases"."state" in ('withdrawn', 'repaired')) = ("violation_cases"."removed_on" is not null and "violation_cases"."removal_basis" is not null));