-- What happened to a problem, what was signed, the form and its files are only ever added to.
CREATE TRIGGER problem_history_append_only BEFORE UPDATE OR DELETE ON problem_history FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER problem_checks_append_only BEFORE UPDATE OR DELETE ON problem_checks FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER closure_forms_append_only BEFORE UPDATE OR DELETE ON closure_forms FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER closure_signatures_append_only BEFORE UPDATE OR DELETE ON closure_signatures FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER closure_files_append_only BEFORE UPDATE OR DELETE ON closure_files FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- A problem is not taken back, what it is about stays, and what was closed stays closed: what comes back is a new problem.
CREATE FUNCTION keep_problem() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'closed'
    OR (NEW.no, NEW.enterprise_id, NEW.region_code, NEW.sector_code, NEW.batch, NEW.source, NEW.source_ref, NEW.found_on, NEW.previous_id)
      IS DISTINCT FROM (OLD.no, OLD.enterprise_id, OLD.region_code, OLD.sector_code, OLD.batch, OLD.source, OLD.source_ref, OLD.found_on, OLD.previous_id)
  THEN
    RAISE EXCEPTION 'problem %: % refused', OLD.no, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER problems_kept BEFORE UPDATE OR DELETE ON problems FOR EACH ROW EXECUTE FUNCTION keep_problem();
--> statement-breakpoint
-- 销号: no way to closed without the firm's two, the county's and the city's signatures, in the order of their days, by different
-- people, and a window that is over with no objection left open or upheld. Asked when the transaction ends.
CREATE FUNCTION closure_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole boolean;
BEGIN
  SELECT count(*) = 4 AND bool_and(s.opinion = 'agreed')
      AND count(DISTINCT coalesce(s."by", s.role::text)) = 4
      AND max(s.signed_on) FILTER (WHERE s.role = 'filler') <= min(s.signed_on) FILTER (WHERE s.role = 'reviewer')
      AND max(s.signed_on) FILTER (WHERE s.role = 'reviewer') <= min(s.signed_on) FILTER (WHERE s.role = 'county')
      AND max(s.signed_on) FILTER (WHERE s.role = 'county') <= min(s.signed_on) FILTER (WHERE s.role = 'city')
      AND max(s.signed_on) <= NEW.window_from
      AND NOT EXISTS (SELECT FROM closure_signatures a JOIN closure_signatures b ON b.closure_id = a.closure_id AND b.role = 'city'
        WHERE a.closure_id = NEW.id AND a.role = 'county' AND a.names && b.names)
      AND NOT EXISTS (SELECT FROM closure_objections o WHERE o.closure_id = NEW.id AND (o.state <> 'rejected'
        OR EXISTS (SELECT FROM closure_signatures x WHERE x.closure_id = NEW.id AND x."by" = o.decided_by)))
    INTO whole FROM closure_signatures s WHERE s.closure_id = NEW.id;
  IF NOT coalesce(whole, false) THEN
    RAISE EXCEPTION 'closure % lacks what it is closed by', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER closures_whole AFTER INSERT OR UPDATE OF state ON closures DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'closed') EXECUTE FUNCTION closure_whole();
--> statement-breakpoint
CREATE FUNCTION problem_closed_by_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closures c WHERE c.problem_id = NEW.id AND c.state = 'closed' AND c.closed_on = NEW.closed_on) THEN
    RAISE EXCEPTION 'problem % is closed without its form', NEW.no USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER problems_closed_by_form AFTER INSERT OR UPDATE OF state ON problems DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'closed') EXECUTE FUNCTION problem_closed_by_form();
--> statement-breakpoint
-- What was closed, refused or withdrawn stays so; its form and problem too.
CREATE FUNCTION keep_closure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('closed', 'refused', 'withdrawn') OR (NEW.form_id, NEW.problem_id) IS DISTINCT FROM (OLD.form_id, OLD.problem_id)
  THEN
    RAISE EXCEPTION 'closure %: % refused', OLD.id, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER closures_kept BEFORE UPDATE OR DELETE ON closures FOR EACH ROW EXECUTE FUNCTION keep_closure();
--> statement-breakpoint
-- An objection stays as it was sent, and its answer as it was given.
CREATE FUNCTION keep_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open'
    OR (NEW.closure_id, NEW.position, NEW.words, NEW.contact, NEW.at) IS DISTINCT FROM (OLD.closure_id, OLD.position, OLD.words, OLD.contact, OLD.at)
  THEN
    RAISE EXCEPTION 'objection %: % refused', OLD.id, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER closure_objections_kept BEFORE UPDATE OR DELETE ON closure_objections FOR EACH ROW EXECUTE FUNCTION keep_objection();
--> statement-breakpoint
REVOKE TRUNCATE ON problems, problem_history, problem_checks, closures, closure_forms, closure_signatures, closure_files, closure_objections FROM qingyuan_app;
