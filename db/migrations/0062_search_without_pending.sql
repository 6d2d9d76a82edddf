-- Each question read through the list of what is pending; what stands in it goes into the index now.
ALTER INDEX search_documents_a_pairs SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX search_documents_b_pairs SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX search_names_a_pairs SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX search_names_a_sounds SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX search_names_b_pairs SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX search_names_b_sounds SET (fastupdate = off);--> statement-breakpoint
SELECT gin_clean_pending_list(index::regclass) FROM unnest(ARRAY['search_documents_a_pairs', 'search_documents_b_pairs',
  'search_names_a_pairs', 'search_names_a_sounds', 'search_names_b_pairs', 'search_names_b_sounds']) AS index;
