-- In 0056 the word before || was read as JSON, so that nothing concluded could be reopened and nothing published withdrawn.
CREATE OR REPLACE FUNCTION forget_searched() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  gone text := CASE TG_TABLE_NAME WHEN 'violation_cases' THEN 'case:' || (to_jsonb(old) ->> 'id') ELSE 'outcome:' || (to_jsonb(old) ->> 'outcome_no') END;
BEGIN
  IF gone IS NOT NULL THEN
    DELETE FROM search_documents_a WHERE key = gone;
    DELETE FROM search_documents_b WHERE key = gone;
  END IF;
  RETURN NULL;
END
$$;
