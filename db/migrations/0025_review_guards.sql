-- What a bureau has said stands, as does an answer to a reader: a new review or a new version is the way to say otherwise.
CREATE TRIGGER disclosure_reviews_append_only BEFORE UPDATE OR DELETE ON disclosure_reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER disclosure_review_points_append_only BEFORE UPDATE OR DELETE ON disclosure_review_points
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER error_report_answers_append_only BEFORE UPDATE OR DELETE ON error_report_answers
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- Nothing is said about a version after its return, nothing by the city before the county, and nothing about a draft.
CREATE FUNCTION keep_review_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM disclosures WHERE id = NEW.disclosure_id) = 'draft' THEN
    RAISE EXCEPTION 'disclosure % is a draft: nothing to review', NEW.disclosure_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM disclosure_reviews WHERE disclosure_id = NEW.disclosure_id AND opinion = 'returned') THEN
    RAISE EXCEPTION 'disclosure % was returned', NEW.disclosure_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.level = 'city' AND NOT EXISTS (
    SELECT FROM disclosure_reviews WHERE disclosure_id = NEW.disclosure_id AND level = 'county'
  ) THEN
    RAISE EXCEPTION 'the county reviews disclosure % first', NEW.disclosure_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER disclosure_reviews_in_order BEFORE INSERT ON disclosure_reviews
  FOR EACH ROW EXECUTE FUNCTION keep_review_order();
--> statement-breakpoint
-- A doubt is looked at once; what was in doubt and the firm's reason stay.
CREATE FUNCTION keep_doubt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'open'
     AND to_jsonb(NEW) - '{state,looked_at,looked_at_by,looked_at_by_name,note}'::text[]
       = to_jsonb(OLD) - '{state,looked_at,looked_at_by,looked_at_by_name,note}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'doubt % stays as it was looked at', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER disclosure_doubts_keep BEFORE UPDATE OR DELETE ON disclosure_doubts
  FOR EACH ROW EXECUTE FUNCTION keep_doubt();
