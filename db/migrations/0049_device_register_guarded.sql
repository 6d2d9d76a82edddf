-- Steps of a device and values measured by hand are never changed; nobody signs two steps that need two people.
CREATE TRIGGER device_steps_append_only BEFORE UPDATE OR DELETE ON device_steps FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER manual_values_append_only BEFORE UPDATE OR DELETE ON manual_values FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE FUNCTION device_steps_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."by" IS NOT NULL AND EXISTS (
    SELECT FROM device_steps s WHERE s.device_id = NEW.device_id AND s."by" = NEW."by"
      AND (NEW.step, s.step) IN (('accepted', 'compared'), ('signed_off', 'accepted'))
  ) THEN
    RAISE EXCEPTION 'the step % needs another person', NEW.step USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER device_steps_two_people BEFORE INSERT ON device_steps FOR EACH ROW EXECUTE FUNCTION device_steps_two_people();
--> statement-breakpoint
-- What an application says is settled when it is answered; afterwards only its end can still be written.
CREATE FUNCTION keep_answered_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.state <> 'applied' AND (to_jsonb(NEW) - 'ended_at') <> (to_jsonb(OLD) - 'ended_at')) THEN
    RAISE EXCEPTION 'device stop % is answered: % refused', OLD.id, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER device_stops_kept BEFORE UPDATE OR DELETE ON device_stops FOR EACH ROW EXECUTE FUNCTION keep_answered_stop();
