-- A quarterly list that was published stays as it was: neither the list nor a row of it is changed, taken out or added.
CREATE FUNCTION keep_quarterly_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'the list of quarter %-% is published and stays as it is', OLD.year, OLD.quarter
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER quarterly_lists_keep BEFORE UPDATE OR DELETE ON quarterly_lists
  FOR EACH ROW EXECUTE FUNCTION keep_quarterly_list();
--> statement-breakpoint
CREATE FUNCTION keep_quarterly_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT FROM quarterly_lists l
    WHERE l.year = OLD.year AND l.quarter = OLD.quarter AND l.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the list of quarter %-% is published and stays as it is', OLD.year, OLD.quarter
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF EXISTS (SELECT FROM quarterly_lists l
    WHERE l.year = NEW.year AND l.quarter = NEW.quarter AND l.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the list of quarter %-% is published and stays as it is', NEW.year, NEW.quarter
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER quarterly_entries_keep BEFORE INSERT OR UPDATE OR DELETE ON quarterly_entries
  FOR EACH ROW EXECUTE FUNCTION keep_quarterly_entry();
