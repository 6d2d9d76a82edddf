-- Who took which step stands as it was written.
CREATE TRIGGER case_approvals_append_only BEFORE UPDATE OR DELETE ON case_approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- A case leaves the desk for the board only by three people's hands: drafted and submitted, passed after its last submission by
-- another, published by a third. The commands ask this first; here it holds for whatever writes.
CREATE FUNCTION keep_case_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM case_approvals p
    JOIN case_approvals r ON r.case_id = p.case_id AND r.step = 'passed' AND r.id < p.id AND r.person_id <> p.person_id
    WHERE p.case_id = NEW.id AND p.step = 'published'
      AND NOT EXISTS (SELECT FROM case_approvals b WHERE b.case_id = p.case_id AND b.id > r.id AND b.id < p.id)
      AND EXISTS (SELECT FROM case_approvals s WHERE s.case_id = p.case_id AND s.step = 'submitted' AND s.id < r.id)
      AND NOT EXISTS (
        SELECT FROM case_approvals d
        WHERE d.case_id = p.case_id AND d.step IN ('drafted', 'edited', 'submitted') AND d.person_id IN (p.person_id, r.person_id))
  ) THEN
    RAISE EXCEPTION 'case % is published only after draft, review and publication by three people', NEW.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER violation_cases_in_steps BEFORE UPDATE OF state ON violation_cases
  FOR EACH ROW WHEN (OLD.state IN ('draft', 'legal_review') AND NEW.state NOT IN ('draft', 'legal_review'))
  EXECUTE FUNCTION keep_case_steps();
