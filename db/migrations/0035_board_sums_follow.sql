-- The board's filter by quarter of the year: with a year chosen, every number of the statistics leads to its cases.
CREATE OR REPLACE FUNCTION board_facets(c violation_cases) RETURNS TABLE (facet text, value text) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT f.facet, f.value
  FROM (VALUES ('all', 'yes'),
               ('category', c.category::text),
               ('region', c.region_code),
               ('sector', c.sector_code),
               ('year', extract(year FROM c.decided_on)::text),
               ('quarter', extract(quarter FROM c.decided_on)::text),
               ('fine', board_fine_band(c.fine_fen)),
               ('control', c.control_level::text),
               ('execution', c.execution_state::text),
               ('repeat', CASE WHEN c.repeat_offence THEN 'yes' END)) AS f (facet, value)
  WHERE c.state = 'published' AND f.value IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'measure', m::text FROM unnest(c.measure_kinds) AS m WHERE c.state = 'published'
$$;
--> statement-breakpoint
-- What rows of published cases add to the sums, or take from them.
CREATE FUNCTION board_sums_add(rows violation_cases[], sign integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO board_sums AS s (year, quarter, region_code, sector_code, category, cases, fine_fen, done, overdue)
  SELECT extract(year FROM c.decided_on), extract(quarter FROM c.decided_on), c.region_code, coalesce(c.sector_code, ''),
         c.category, 0, 0, 0, 0
  FROM unnest(rows) AS c
  WHERE c.state = 'published'
  GROUP BY 1, 2, 3, 4, 5
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT DO NOTHING;
  UPDATE board_sums s
  SET cases = s.cases + sign * d.cases, fine_fen = s.fine_fen + sign * d.fine_fen,
      done = s.done + sign * d.done, overdue = s.overdue + sign * d.overdue
  FROM (SELECT extract(year FROM c.decided_on) AS year, extract(quarter FROM c.decided_on) AS quarter, c.region_code,
               coalesce(c.sector_code, '') AS sector_code, c.category, count(*)::int AS cases, sum(c.fine_fen)::bigint AS fine_fen,
               (count(*) FILTER (WHERE c.execution_state = 'done'))::int AS done,
               (count(*) FILTER (WHERE c.execution_state = 'overdue'))::int AS overdue
        FROM unnest(rows) AS c
        WHERE c.state = 'published'
        GROUP BY 1, 2, 3, 4, 5) AS d
  WHERE (s.year, s.quarter, s.region_code, s.sector_code, s.category)
      = (d.year, d.quarter, d.region_code, d.sector_code, d.category);
$$;
--> statement-breakpoint
CREATE FUNCTION board_sums_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone violation_cases[];
  came violation_cases[];
BEGIN
  -- The bits' trigger comes before (by name) and has let one writer of the board in at a time.
  IF TG_OP <> 'INSERT' THEN
    SELECT array_agg(o) INTO gone FROM old_rows o WHERE state = 'published';
  END IF;
  IF TG_OP <> 'DELETE' THEN
    SELECT array_agg(n) INTO came FROM new_rows n WHERE state = 'published';
  END IF;
  IF gone IS NULL AND came IS NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(4309002018);
  -- First what comes, then what goes: no sum is below nothing in between.
  IF came IS NOT NULL THEN PERFORM board_sums_add(came, 1); END IF;
  IF gone IS NOT NULL THEN PERFORM board_sums_add(gone, -1); END IF;
  DELETE FROM board_sums WHERE cases = 0;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER violation_cases_sums_insert AFTER INSERT ON violation_cases
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION board_sums_follow();
--> statement-breakpoint
CREATE TRIGGER violation_cases_sums_update AFTER UPDATE ON violation_cases
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION board_sums_follow();
--> statement-breakpoint
CREATE TRIGGER violation_cases_sums_delete AFTER DELETE ON violation_cases
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION board_sums_follow();
--> statement-breakpoint
-- After a load with triggers off, or for whoever doubts them: everything from the cases anew.
CREATE OR REPLACE FUNCTION rebuild_board_bits() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(4309002018);
  PERFORM board_mark_repeats();
  DELETE FROM board_bits;
  INSERT INTO board_bits (facet, value, chunk, bits)
  SELECT f.facet, f.value, c.id / 30720, bits_at(c.id % 30720, 1)
  FROM violation_cases c, board_facets(c) f
  GROUP BY 1, 2, 3;
  DELETE FROM board_sums;
  INSERT INTO board_sums (year, quarter, region_code, sector_code, category, cases, fine_fen, done, overdue)
  SELECT extract(year FROM decided_on), extract(quarter FROM decided_on), region_code, coalesce(sector_code, ''), category,
         count(*), sum(fine_fen), count(*) FILTER (WHERE execution_state = 'done'), count(*) FILTER (WHERE execution_state = 'overdue')
  FROM violation_cases WHERE state = 'published'
  GROUP BY 1, 2, 3, 4, 5;
END
$$;
--> statement-breakpoint
SELECT rebuild_board_bits();
