ALTER TABLE "board_bits" DROP CONSTRAINT "board_bits_facet_value_chunk_pk";--> statement-breakpoint
ALTER TABLE "board_bits" ALTER COLUMN "bits" SET DATA TYPE bit varying(30720);--> statement-breakpoint
ALTER TABLE "board_bits" ADD CONSTRAINT "board_bits_chunk_facet_value_pk" PRIMARY KEY("chunk","facet","value");--> statement-breakpoint
CREATE INDEX "violation_cases_removed" ON "violation_cases" USING btree ("removed_on" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "violation_cases"."removed_on" is not null;