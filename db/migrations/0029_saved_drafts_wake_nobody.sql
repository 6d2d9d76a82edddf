-- A saved draft is for nobody's ears: no page shows it, no effect follows from it. And a transaction that announces something holds
-- a lock of the whole database through its commit, so announced saves would reach the disk one after another, never together.
DROP TRIGGER events_announced ON events;
--> statement-breakpoint
CREATE TRIGGER events_announced AFTER INSERT ON events FOR EACH ROW
  WHEN (NEW.kind <> 'draft.saved') EXECUTE FUNCTION announce_event();
