-- What was reported, signed, done or fixed stands: more is added, nothing is rewritten.
CREATE TRIGGER task_states_append_only BEFORE UPDATE OR DELETE ON task_states FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER task_files_append_only BEFORE UPDATE OR DELETE ON task_files FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER county_return_steps_append_only BEFORE UPDATE OR DELETE ON county_return_steps FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER county_measure_follow_ups_append_only BEFORE UPDATE OR DELETE ON county_measure_follow_ups FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER score_months_append_only BEFORE UPDATE OR DELETE ON score_months FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
