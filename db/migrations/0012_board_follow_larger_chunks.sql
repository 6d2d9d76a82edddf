-- Larger chunks: half as many rows to read for each count. The filter by control level has the name it has elsewhere.
ALTER TABLE board_bits ALTER COLUMN bits SET STORAGE PLAIN;
--> statement-breakpoint
DROP AGGREGATE bits_at(integer, integer);
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('CREATE AGGREGATE bits_at(integer, integer) (SFUNC = set_bit, STYPE = bit, PARALLEL = SAFE, INITCOND = %L)',
                 repeat('0', 30720));
END
$$;
--> statement-breakpoint
-- Everything that a published case can be filtered by; nothing for a case that is not published.
CREATE OR REPLACE FUNCTION board_facets(c violation_cases) RETURNS TABLE (facet text, value text) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT f.facet, f.value
  FROM (VALUES ('all', 'yes'),
               ('category', c.category::text),
               ('region', c.region_code),
               ('sector', c.sector_code),
               ('year', extract(year FROM c.decided_on)::text),
               ('fine', board_fine_band(c.fine_fen)),
               ('control', c.control_level::text),
               ('execution', c.execution_state::text),
               ('repeat', CASE WHEN c.repeat_offence THEN 'yes' END)) AS f (facet, value)
  WHERE c.state = 'published' AND f.value IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'measure', m::text FROM unnest(c.measure_kinds) AS m WHERE c.state = 'published'
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION board_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  firms integer[] := '{}';
BEGIN
  -- One writer of the board at a time: the chunks' rows are then never waited for in two orders.
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM new_rows WHERE state = 'published') THEN RETURN NULL; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM old_rows WHERE state = 'published') THEN RETURN NULL; END IF;
  ELSIF NOT EXISTS (SELECT FROM old_rows WHERE state = 'published'
                    UNION ALL SELECT FROM new_rows WHERE state = 'published') THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(4309002018);

  IF TG_OP = 'UPDATE' THEN
    UPDATE board_bits b SET bits = b.bits & ~ gone.bits
    FROM (SELECT facet, value, id / 30720 AS chunk, bits_at(id % 30720, 1) AS bits
          FROM (SELECT o.id, f.* FROM old_rows o, board_facets(o) f
                EXCEPT SELECT n.id, f.* FROM new_rows n, board_facets(n) f) AS lost
          GROUP BY 1, 2, 3) AS gone
    WHERE (b.facet, b.value, b.chunk) = (gone.facet, gone.value, gone.chunk);
    INSERT INTO board_bits AS b (facet, value, chunk, bits)
    SELECT facet, value, id / 30720, bits_at(id % 30720, 1)
    FROM (SELECT n.id, f.* FROM new_rows n, board_facets(n) f
          EXCEPT SELECT o.id, f.* FROM old_rows o, board_facets(o) f) AS won
    GROUP BY 1, 2, 3
    ON CONFLICT (facet, value, chunk) DO UPDATE SET bits = b.bits | excluded.bits;
    SELECT array_agg(DISTINCT firm) INTO firms
    FROM old_rows o JOIN new_rows n USING (id), unnest(ARRAY[o.enterprise_id, n.enterprise_id]) AS firm
    WHERE firm IS NOT NULL
      AND (o.state, o.decided_on, o.enterprise_id) IS DISTINCT FROM (n.state, n.decided_on, n.enterprise_id);
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO board_bits AS b (facet, value, chunk, bits)
    SELECT f.facet, f.value, n.id / 30720, bits_at(n.id % 30720, 1)
    FROM new_rows n, board_facets(n) f
    GROUP BY 1, 2, 3
    ON CONFLICT (facet, value, chunk) DO UPDATE SET bits = b.bits | excluded.bits;
    SELECT array_agg(DISTINCT enterprise_id) INTO firms FROM new_rows
    WHERE state = 'published' AND enterprise_id IS NOT NULL;
  ELSE
    UPDATE board_bits b SET bits = b.bits & ~ gone.bits
    FROM (SELECT f.facet, f.value, o.id / 30720 AS chunk, bits_at(o.id % 30720, 1) AS bits
          FROM old_rows o, board_facets(o) f GROUP BY 1, 2, 3) AS gone
    WHERE (b.facet, b.value, b.chunk) = (gone.facet, gone.value, gone.chunk);
    SELECT array_agg(DISTINCT enterprise_id) INTO firms FROM old_rows
    WHERE state = 'published' AND enterprise_id IS NOT NULL;
  END IF;

  IF firms <> '{}' THEN PERFORM board_mark_repeats(firms); END IF;
  RETURN NULL;
END
$$;
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
END
$$;
--> statement-breakpoint
SELECT rebuild_board_bits();
