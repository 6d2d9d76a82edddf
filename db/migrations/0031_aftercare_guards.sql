-- What left the board keeps nothing that names or tells, whatever writes it: the fact, its days, its reason, and figures that count.
CREATE FUNCTION bare_removed_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.enterprise_id := NULL;
  NEW.enterprise_name := '（已移除）';
  NEW.title := '（已移除）';
  NEW.title_en := NULL;
  NEW.facts := '（已移除）';
  NEW.facts_en := NULL;
  NEW.legal_basis := '（已移除）';
  NEW.authority := '（已移除）';
  -- The key stays, so that the same document is not put up a second time; the number as printed goes.
  NEW.decision_no := '（已移除）';
  NEW.legal_representative := NULL;
  NEW.responsible_persons := '{}';
  NEW.office_note := NULL;
  NEW.search_text := '';
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER violation_cases_bare BEFORE INSERT OR UPDATE ON violation_cases
  FOR EACH ROW WHEN (NEW.removed_on IS NOT NULL) EXECUTE FUNCTION bare_removed_case();
--> statement-breakpoint
CREATE TRIGGER case_seals_append_only BEFORE UPDATE OR DELETE ON case_seals
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER case_seal_readings_append_only BEFORE UPDATE OR DELETE ON case_seal_readings
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- What a firm said stays as it said it; only what became of it is written later.
CREATE FUNCTION keep_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - '{state,decided_by,decided_at,ground,decision_words,taken_back_at}'::text[]
     = to_jsonb(OLD) - '{state,decided_by,decided_at,ground,decision_words,taken_back_at}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'statement % stays as it was written', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER case_replies_keep BEFORE UPDATE ON case_replies FOR EACH ROW EXECUTE FUNCTION keep_reply();
--> statement-breakpoint
-- Records that left the board before: their content goes under seal.
INSERT INTO case_seals (case_id, enterprise_id, content, sealed_at)
SELECT c.id, c.enterprise_id,
  jsonb_build_object(
    'record', to_jsonb(c) - 'search_text',
    'measures', (SELECT coalesce(jsonb_agg(to_jsonb(m)), '[]') FROM violation_measures m WHERE m.case_id = c.id),
    'steps', (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]') FROM violation_steps s WHERE s.case_id = c.id)),
  now()
FROM violation_cases c WHERE c.removed_on IS NOT NULL;
--> statement-breakpoint
DELETE FROM violation_measures USING violation_cases c WHERE c.id = case_id AND c.removed_on IS NOT NULL;
--> statement-breakpoint
DELETE FROM violation_steps USING violation_cases c WHERE c.id = case_id AND c.removed_on IS NOT NULL;
--> statement-breakpoint
UPDATE violation_cases SET updated_at = updated_at WHERE removed_on IS NOT NULL;
