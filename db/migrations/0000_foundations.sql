-- What the tables stand on: exclusion constraints over scalars and ranges, the search index's tokens, the runtime role.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
-- Every pair of neighbouring characters of each word, once. Chinese has no blanks between words, so pairs are the words;
-- a one-character word stands for itself. The same function cuts texts and queries, so what is in the text is found.
CREATE FUNCTION search_bigrams(input text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}')
  FROM unnest(string_to_array(input, ' ')) AS word,
       LATERAL (
         SELECT substr(word, place, 2) AS gram FROM generate_series(1, greatest(length(word) - 1, 1)) AS place
       ) AS pairs
  WHERE word <> ''
$$;
--> statement-breakpoint
-- Web, worker and gateway work as this role: they can neither change the tables nor rewrite the events.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'qingyuan_app') THEN
    CREATE ROLE qingyuan_app NOLOGIN;
  END IF;
  EXECUTE format('GRANT qingyuan_app TO %I', current_user);
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was quicker
END
$$;
