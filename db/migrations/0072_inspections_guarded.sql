-- What was published of a draw, its number and what was drawn stay as they were; a seed is only ever added.
CREATE FUNCTION keep_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'draw % is not deleted', OLD.no USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.year, NEW.seq, NEW.no, NEW.purpose, NEW.region_code, NEW.is_cross, NEW.firm_count, NEW.inspector_count, NEW.from_on, NEW.to_on,
      NEW.algorithm, NEW.pools, NEW.pools_sha256, NEW.commitment, NEW.committed_at, NEW.committed_by)
      IS DISTINCT FROM (OLD.year, OLD.seq, OLD.no, OLD.purpose, OLD.region_code, OLD.is_cross, OLD.firm_count, OLD.inspector_count, OLD.from_on, OLD.to_on,
      OLD.algorithm, OLD.pools, OLD.pools_sha256, OLD.commitment, OLD.committed_at, OLD.committed_by)
    OR (OLD.drawn_at IS NOT NULL AND (NEW.drawn_at, NEW.drawn_by, NEW.witness, NEW.witness_number, NEW.result)
      IS DISTINCT FROM (OLD.drawn_at, OLD.drawn_by, OLD.witness, OLD.witness_number, OLD.result))
    OR (OLD.seed IS NOT NULL AND (NEW.seed, NEW.revealed_at) IS DISTINCT FROM (OLD.seed, OLD.revealed_at))
    OR (OLD.state = 'void' AND (NEW.state, NEW.void_reason) IS DISTINCT FROM (OLD.state, OLD.void_reason))
  THEN
    RAISE EXCEPTION 'draw %: what was committed to, drawn or revealed stays', OLD.no USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.seed IS NOT NULL AND encode(sha256(decode(NEW.seed, 'hex')), 'hex') <> NEW.commitment THEN
    RAISE EXCEPTION 'draw %: the seed is not the one that was committed to', OLD.no USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER draws_kept BEFORE UPDATE OR DELETE ON draws FOR EACH ROW EXECUTE FUNCTION keep_draw();
--> statement-breakpoint
-- A finished record is not changed: corrections stand beside it.
CREATE FUNCTION keep_inspection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('finished', 'void') OR (NEW.year, NEW.seq, NEW.no, NEW.enterprise_id, NEW.kind, NEW.draw_id)
      IS DISTINCT FROM (OLD.year, OLD.seq, OLD.no, OLD.enterprise_id, OLD.kind, OLD.draw_id) THEN
    RAISE EXCEPTION 'inspection % stays as it is', OLD.no USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER inspections_kept BEFORE UPDATE OR DELETE ON inspections FOR EACH ROW EXECUTE FUNCTION keep_inspection();
--> statement-breakpoint
CREATE FUNCTION keep_finished_officers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM inspections i WHERE i.id = OLD.inspection_id AND i.state IN ('finished', 'void')) THEN
    RAISE EXCEPTION 'who signed inspection % stays', OLD.inspection_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
--> statement-breakpoint
CREATE TRIGGER inspection_officers_kept BEFORE UPDATE OR DELETE ON inspection_officers FOR EACH ROW EXECUTE FUNCTION keep_finished_officers();
--> statement-breakpoint
CREATE TRIGGER inspection_findings_append_only BEFORE UPDATE OR DELETE ON inspection_findings FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER inspection_samples_append_only BEFORE UPDATE OR DELETE ON inspection_samples FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER inspection_photos_append_only BEFORE UPDATE OR DELETE ON inspection_photos FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER inspection_corrections_append_only BEFORE UPDATE OR DELETE ON inspection_corrections FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
REVOKE TRUNCATE ON law_officers, officer_conflicts, draws, inspections, inspection_officers, inspection_findings, inspection_samples, inspection_photos, inspection_corrections FROM qingyuan_app;
