-- A published version of an evaluation report stays as it was, its rows too.
CREATE FUNCTION keep_evaluation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM evaluation_versions v
    WHERE v.report_id = OLD.report_id AND v.version = OLD.version AND v.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'version % of evaluation report % is published and stays as it is', OLD.version, OLD.report_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
--> statement-breakpoint
CREATE TRIGGER evaluation_versions_kept BEFORE UPDATE OR DELETE ON evaluation_versions FOR EACH ROW EXECUTE FUNCTION keep_evaluation();
--> statement-breakpoint
CREATE TRIGGER evaluation_rows_kept BEFORE UPDATE OR DELETE ON evaluation_rows FOR EACH ROW EXECUTE FUNCTION keep_evaluation();
--> statement-breakpoint
-- What a county filed stays as it was filed; only the city's decision is added, once.
CREATE FUNCTION keep_county_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'filed'
    AND to_jsonb(NEW) - '{state,reason,decided_by,decided_at}'::text[] = to_jsonb(OLD) - '{state,reason,decided_by,decided_at}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'county paper % stays as it was filed and decided', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER county_papers_kept BEFORE UPDATE OR DELETE ON county_papers FOR EACH ROW EXECUTE FUNCTION keep_county_paper();
--> statement-breakpoint
REVOKE TRUNCATE ON plan_calendar, campaigns, county_papers, evaluation_reports, evaluation_versions, evaluation_rows FROM qingyuan_app;
