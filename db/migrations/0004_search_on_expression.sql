ALTER TABLE "enterprises" DROP CONSTRAINT "enterprises_credit_code_form";--> statement-breakpoint
DROP INDEX "enterprises_search";--> statement-breakpoint
DROP INDEX "violation_cases_search";--> statement-breakpoint
CREATE INDEX "enterprises_with_cases" ON "enterprises" USING btree ("violation_count" DESC NULLS FIRST,"name_pinyin","id") WHERE "enterprises"."violation_count" > 0;--> statement-breakpoint
CREATE INDEX "enterprises_facets" ON "enterprises" USING btree ("region_code","sector_code","control_level","discharges_water","discharges_air","exceedance_count","id");--> statement-breakpoint
CREATE INDEX "outlet_limits_by_factor" ON "outlet_limits" USING btree ("factor_code","outlet_id","valid_from","valid_to");--> statement-breakpoint
CREATE INDEX "enterprises_search" ON "enterprises" USING gin (search_bigrams("search_text"));--> statement-breakpoint
CREATE INDEX "violation_cases_search" ON "violation_cases" USING gin (search_bigrams("search_text"));--> statement-breakpoint
ALTER TABLE "enterprises" DROP COLUMN "search_bigrams";--> statement-breakpoint
ALTER TABLE "violation_cases" DROP COLUMN "search_bigrams";--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_credit_code_form" CHECK ("enterprises"."credit_code" ~ '^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}[0-9X])$');