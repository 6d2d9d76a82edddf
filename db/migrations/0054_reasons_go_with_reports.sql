-- What two people wrote about a reward goes with its report; grade, sum and days stay for the ledger.
CREATE OR REPLACE FUNCTION keep_reward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.report_id IS NOT NULL AND NEW.report_id IS NULL THEN
    NEW.reason := '';
    NEW.refusal := CASE WHEN OLD.refusal IS NOT NULL THEN '' END;
  END IF;
  IF OLD.state IN ('refused', 'paid', 'lapsed', 'declined') AND (NEW.* IS DISTINCT FROM OLD.*)
     AND NOT (NEW.report_id IS NULL AND to_jsonb(NEW) - '{report_id,reason,refusal}'::text[]
                                      = to_jsonb(OLD) - '{report_id,reason,refusal}'::text[]) THEN
    RAISE EXCEPTION 'reward % is closed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'proposed' AND (NEW.grade, NEW.amount_yuan, NEW.decided_by, NEW.decided_at)
     IS DISTINCT FROM (OLD.grade, OLD.amount_yuan, OLD.decided_by, OLD.decided_at) THEN
    RAISE EXCEPTION 'reward % is decided', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
