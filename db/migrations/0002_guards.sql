-- Rules that the schema language cannot say: no two at once, no rewriting of what is public, events only grow.
ALTER TABLE permits ADD CONSTRAINT permits_never_two_at_once
  EXCLUDE USING gist (enterprise_id WITH =, daterange(issued_on, expires_on) WITH &&);
--> statement-breakpoint
ALTER TABLE outlet_limits ADD CONSTRAINT outlet_limits_never_two_at_once
  EXCLUDE USING gist (outlet_id WITH =, factor_code WITH =, averaging WITH =, daterange(valid_from, valid_to) WITH &&);
--> statement-breakpoint
ALTER TABLE disclosures ADD CONSTRAINT disclosures_supersedes_fk
  FOREIGN KEY (supersedes_id) REFERENCES disclosures (id);
--> statement-breakpoint
CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER events_not_emptied BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- A published version stays as it was signed; the one change left to it is to be superseded.
CREATE FUNCTION keep_published_disclosure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'superseded'
     AND to_jsonb(NEW) - '{state,updated_at}'::text[] = to_jsonb(OLD) - '{state,updated_at}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'disclosure % is published and can only be superseded', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER disclosures_keep_published BEFORE UPDATE OR DELETE ON disclosures
  FOR EACH ROW EXECUTE FUNCTION keep_published_disclosure();
--> statement-breakpoint
CREATE FUNCTION keep_published_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner integer := CASE TG_OP WHEN 'INSERT' THEN NEW.disclosure_id ELSE OLD.disclosure_id END;
BEGIN
  IF EXISTS (SELECT FROM disclosures WHERE id = owner AND state <> 'draft') THEN
    RAISE EXCEPTION 'disclosure % is published: its rows stay', owner USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
--> statement-breakpoint
CREATE TRIGGER disclosure_rows_keep_published BEFORE INSERT OR UPDATE OR DELETE ON disclosure_rows
  FOR EACH ROW EXECUTE FUNCTION keep_published_rows();
--> statement-breakpoint
-- Wakes the worker and every web process at commit.
CREATE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('events', json_build_object('kind', NEW.kind, 'subject', NEW.subject)::text);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_announced AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION announce_event();
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO qingyuan_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO qingyuan_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO qingyuan_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON events FROM qingyuan_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO qingyuan_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO qingyuan_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO qingyuan_app;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO qingyuan_app;
