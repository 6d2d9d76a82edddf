-- What a party answered, its files and what happened to an order are only ever added to.
CREATE TRIGGER supervision_answers_append_only BEFORE UPDATE OR DELETE ON supervision_answers FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER supervision_files_append_only BEFORE UPDATE OR DELETE ON supervision_files FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER supervision_history_append_only BEFORE UPDATE OR DELETE ON supervision_history FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- An order is not taken back, its number, clock and subject stay, and what was answered or closed stays so.
CREATE FUNCTION keep_supervision_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'supervision order % is not deleted', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.year, NEW.no, NEW.kind, NEW.outlet_id, NEW.enterprise_id, NEW.region_code, NEW.operator_id, NEW.issued_at, NEW.due_at)
      IS DISTINCT FROM (OLD.year, OLD.no, OLD.kind, OLD.outlet_id, OLD.enterprise_id, OLD.region_code, OLD.operator_id, OLD.issued_at, OLD.due_at)
    OR (OLD.firm_at IS NOT NULL AND NEW.firm_at IS DISTINCT FROM OLD.firm_at)
    OR (OLD.operator_at IS NOT NULL AND NEW.operator_at IS DISTINCT FROM OLD.operator_at)
    OR (OLD.county_at IS NOT NULL AND NEW.county_at IS DISTINCT FROM OLD.county_at)
    OR (OLD.escalated_at IS NOT NULL AND NEW.escalated_at IS DISTINCT FROM OLD.escalated_at)
    OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at)
  THEN
    RAISE EXCEPTION 'supervision order %: what was issued, answered or closed stays', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER supervision_orders_kept BEFORE UPDATE OR DELETE ON supervision_orders FOR EACH ROW EXECUTE FUNCTION keep_supervision_order();
--> statement-breakpoint
REVOKE TRUNCATE ON supervision_orders, supervision_answers, supervision_files, supervision_history FROM qingyuan_app;
