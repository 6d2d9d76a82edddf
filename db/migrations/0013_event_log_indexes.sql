CREATE INDEX "events_by_time" ON "events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "events_by_kind" ON "events" USING btree ("kind","at","id");--> statement-breakpoint
CREATE INDEX "events_by_actor" ON "events" USING btree ("actor_id","at","id");