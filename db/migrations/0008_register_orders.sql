DROP INDEX "enterprises_exceeding";--> statement-breakpoint
DROP INDEX "enterprises_with_cases";--> statement-breakpoint
CREATE INDEX "enterprises_by_exceedances" ON "enterprises" USING btree ("exceedance_count" DESC NULLS FIRST,"name_pinyin","id");--> statement-breakpoint
CREATE INDEX "enterprises_by_cases" ON "enterprises" USING btree ("violation_count" DESC NULLS FIRST,"name_pinyin","id");