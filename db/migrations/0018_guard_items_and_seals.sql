-- The groups of a published version stay as they were signed, like its rows; a seal that was handed in stays.
CREATE TRIGGER disclosure_items_keep_published BEFORE INSERT OR UPDATE OR DELETE ON disclosure_items
  FOR EACH ROW EXECUTE FUNCTION keep_published_rows();
--> statement-breakpoint
CREATE TRIGGER disclosure_seals_append_only BEFORE UPDATE OR DELETE ON disclosure_seals
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
