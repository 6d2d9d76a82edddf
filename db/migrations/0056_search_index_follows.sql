-- What is no longer public leaves the index with the write that took it away, not with the event that follows; what is still public
-- in another wording comes back with that event.
CREATE FUNCTION forget_searched() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  gone text := CASE TG_TABLE_NAME WHEN 'violation_cases' THEN 'case:' || to_jsonb(old) ->> 'id' ELSE 'outcome:' || (to_jsonb(old) ->> 'outcome_no') END;
BEGIN
  IF gone IS NOT NULL THEN
    DELETE FROM search_documents_a WHERE key = gone;
    DELETE FROM search_documents_b WHERE key = gone;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER search_forgets_case AFTER UPDATE OF state, title, title_en, facts, facts_en, enterprise_name ON violation_cases
FOR EACH ROW WHEN (old.state = 'published' AND
  (old.state, old.title, old.title_en, old.facts, old.facts_en, old.enterprise_name)
  IS DISTINCT FROM (new.state, new.title, new.title_en, new.facts, new.facts_en, new.enterprise_name))
EXECUTE FUNCTION forget_searched();
--> statement-breakpoint
CREATE TRIGGER search_forgets_deleted_case AFTER DELETE ON violation_cases
FOR EACH ROW WHEN (old.state = 'published') EXECUTE FUNCTION forget_searched();
--> statement-breakpoint
CREATE TRIGGER search_forgets_outcome AFTER UPDATE OF state, public_outcome, public_outcome_en, outcome, outcome_no ON reports
FOR EACH ROW WHEN (old.state = 'concluded' AND
  (old.state, old.public_outcome, old.public_outcome_en, old.outcome, old.outcome_no)
  IS DISTINCT FROM (new.state, new.public_outcome, new.public_outcome_en, new.outcome, new.outcome_no))
EXECUTE FUNCTION forget_searched();
--> statement-breakpoint
CREATE TRIGGER search_forgets_deleted_outcome AFTER DELETE ON reports
FOR EACH ROW WHEN (old.outcome_no IS NOT NULL) EXECUTE FUNCTION forget_searched();
--> statement-breakpoint
-- A new index is filled into an empty table.
GRANT TRUNCATE ON search_documents_a, search_documents_b, search_names_a, search_names_b TO qingyuan_app;
--> statement-breakpoint
INSERT INTO search_state DEFAULT VALUES;
