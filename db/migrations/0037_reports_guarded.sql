-- Reporters' identities: the site's role writes them and cannot read them; a role of its own reads.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'qingyuan_identity') THEN
    CREATE ROLE qingyuan_identity NOLOGIN;
  END IF;
  EXECUTE format('GRANT qingyuan_identity TO %I', current_user);
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was quicker
END
$$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA identity FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA identity TO qingyuan_app, qingyuan_identity;
--> statement-breakpoint
GRANT INSERT ON identity.identities TO qingyuan_app;
--> statement-breakpoint
-- Who opened what stands on the reporter's page.
GRANT SELECT ON identity.openings TO qingyuan_app;
--> statement-breakpoint
GRANT SELECT ON identity.identities TO qingyuan_identity;
--> statement-breakpoint
GRANT SELECT, INSERT ON identity.openings TO qingyuan_identity;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO qingyuan_identity;
--> statement-breakpoint
GRANT SELECT ON reports, report_keys, report_files TO qingyuan_identity;
--> statement-breakpoint
GRANT INSERT ON events TO qingyuan_identity;
--> statement-breakpoint
CREATE FUNCTION identity.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an opening of an identity is never changed' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER openings_stay BEFORE UPDATE ON identity.openings
  FOR EACH ROW EXECUTE FUNCTION identity.refuse_change();
--> statement-breakpoint
-- What a report is known by never changes, and a concluded outcome changes only by being looked at again.
CREATE FUNCTION keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.handle, NEW.receipt_hash, NEW.channel, NEW.content, NEW.received_at, NEW.submitted_by, NEW.is_named)
     IS DISTINCT FROM (OLD.handle, OLD.receipt_hash, OLD.channel, OLD.content, OLD.received_at, OLD.submitted_by, OLD.is_named) THEN
    RAISE EXCEPTION 'what a reporter sent is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER reports_keep BEFORE UPDATE ON reports FOR EACH ROW EXECUTE FUNCTION keep_report();
--> statement-breakpoint
-- A reward goes one way; what was paid stays paid, and its sum stays what two people decided.
CREATE FUNCTION keep_reward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('refused', 'paid', 'lapsed', 'declined') AND (NEW.* IS DISTINCT FROM OLD.*)
     AND NOT (NEW.report_id IS NULL AND to_jsonb(NEW) - 'report_id' = to_jsonb(OLD) - 'report_id') THEN
    RAISE EXCEPTION 'reward % is closed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'proposed' AND (NEW.grade, NEW.amount_yuan, NEW.decided_by, NEW.decided_at)
     IS DISTINCT FROM (OLD.grade, OLD.amount_yuan, OLD.decided_by, OLD.decided_at) THEN
    RAISE EXCEPTION 'reward % is decided', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER rewards_keep BEFORE UPDATE ON rewards FOR EACH ROW EXECUTE FUNCTION keep_reward();
--> statement-breakpoint
CREATE FUNCTION refuse_reward_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a reward is never deleted' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER rewards_stay BEFORE DELETE ON rewards FOR EACH ROW EXECUTE FUNCTION refuse_reward_deletion();
