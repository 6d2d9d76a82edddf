-- What is typed is written over again and again, and all of it once when it is signed: with room left beside it the new version stands in
-- the same page and no index is touched.
ALTER TABLE disclosure_rows SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE disclosure_items SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE disclosures SET (fillfactor = 70);
