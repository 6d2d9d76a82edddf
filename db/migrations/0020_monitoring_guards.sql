-- What was entered stays: a correction puts a new row in its place, and the old one only ceases to be current.
ALTER TABLE supervisory_results ADD CONSTRAINT supervisory_results_supersedes_fk
  FOREIGN KEY (supersedes_id) REFERENCES supervisory_results (id);
--> statement-breakpoint
ALTER TABLE online_summaries ADD CONSTRAINT online_summaries_supersedes_fk
  FOREIGN KEY (supersedes_id) REFERENCES online_summaries (id);
--> statement-breakpoint
ALTER TABLE online_summaries ADD CONSTRAINT online_summaries_never_overlap
  EXCLUDE USING gist (outlet_id WITH =, factor_code WITH =, daterange(from_on, to_on, '[]') WITH &&) WHERE (is_current);
--> statement-breakpoint
CREATE FUNCTION keep_monitoring_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.is_current AND NOT NEW.is_current
     AND to_jsonb(NEW) - 'is_current' = to_jsonb(OLD) - 'is_current' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% % stays as it was entered and can only be superseded', TG_TABLE_NAME, OLD.id
    USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER supervisory_results_keep BEFORE UPDATE OR DELETE ON supervisory_results
  FOR EACH ROW EXECUTE FUNCTION keep_monitoring_result();
--> statement-breakpoint
CREATE TRIGGER online_summaries_keep BEFORE UPDATE OR DELETE ON online_summaries
  FOR EACH ROW EXECUTE FUNCTION keep_monitoring_result();
