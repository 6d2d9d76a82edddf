-- A published report of a change stays as it was signed; the one change left to it is to be superseded. An expected one may be
-- filled in once.
CREATE FUNCTION keep_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'expected' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'superseded'
     AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'change report % is published and can only be superseded', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER change_reports_keep_published BEFORE UPDATE OR DELETE ON change_reports
  FOR EACH ROW EXECUTE FUNCTION keep_published_change();
