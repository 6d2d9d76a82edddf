-- What officers said at their steps goes under seal with a case that leaves the board; who took which step, and when, stands.
CREATE FUNCTION keep_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.words = '（已封存）' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words'
    AND EXISTS (SELECT FROM violation_cases WHERE id = OLD.case_id AND removed_on IS NOT NULL)
    AND EXISTS (SELECT FROM case_seals WHERE case_id = OLD.case_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
DROP TRIGGER case_approvals_append_only ON case_approvals;
--> statement-breakpoint
CREATE TRIGGER case_approvals_append_only BEFORE UPDATE OR DELETE ON case_approvals
  FOR EACH ROW EXECUTE FUNCTION keep_approval();
