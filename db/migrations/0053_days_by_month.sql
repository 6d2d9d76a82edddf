-- Days of hours, by month like the readings themselves.
CREATE TABLE reading_days (
  outlet_id integer NOT NULL,
  factor_no smallint NOT NULL,
  day date NOT NULL,
  stage day_stage NOT NULL,
  stopped smallint NOT NULL,
  due smallint NOT NULL,
  received smallint NOT NULL,
  valid smallint NOT NULL,
  flagged_count smallint NOT NULL,
  missing smallint NOT NULL,
  unflagged smallint NOT NULL,
  flagged jsonb NOT NULL,
  exceeded smallint NOT NULL,
  taken_out jsonb NOT NULL,
  mean_state day_mean_state NOT NULL,
  mean double precision,
  device_mean double precision,
  min double precision,
  max double precision,
  total double precision,
  longest_run smallint NOT NULL,
  roughness real,
  below smallint NOT NULL,
  under smallint NOT NULL,
  above smallint NOT NULL,
  prints bigint[] NOT NULL,
  closed_at timestamptz NOT NULL,
  PRIMARY KEY (outlet_id, factor_no, day, stage),
  CONSTRAINT reading_days_whole CHECK (stopped + due = 24),
  CONSTRAINT reading_days_add_up CHECK (due = valid + flagged_count + missing),
  CONSTRAINT reading_days_received CHECK (received = valid + flagged_count)
) PARTITION BY RANGE (day);
--> statement-breakpoint
CREATE INDEX reading_days_by_day ON reading_days (day);
--> statement-breakpoint
CREATE FUNCTION keep_confirmed_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a confirmed day is never changed' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER reading_days_confirmed_kept BEFORE UPDATE OR DELETE ON reading_days
  FOR EACH ROW WHEN (OLD.stage = 'confirmed') EXECUTE FUNCTION keep_confirmed_days();
--> statement-breakpoint
-- As before, and the part of the days.
CREATE OR REPLACE FUNCTION make_reading_parts(month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first date := date_trunc('month', month)::date;
  next date := (date_trunc('month', month) + interval '1 month')::date;
  from_at timestamptz := first::timestamp AT TIME ZONE 'Asia/Shanghai';
  to_at timestamptz := next::timestamp AT TIME ZONE 'Asia/Shanghai';
  parent text;
  part text;
BEGIN
  IF first < date '2000-01-01' OR first > date '2100-01-01' THEN
    RAISE EXCEPTION 'no readings in %', first USING ERRCODE = 'datetime_field_overflow';
  END IF;
  PERFORM pg_advisory_xact_lock(4309002018);
  FOREACH parent IN ARRAY ARRAY['readings_realtime', 'readings_minute', 'readings_hour', 'readings_day', 'frame_batches', 'reading_days'] LOOP
    part := parent || to_char(first, '_YYYY_MM');
    IF to_regclass(part) IS NULL THEN
      IF parent = 'reading_days' THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, first, next);
      ELSE
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, from_at, to_at);
      END IF;
      -- Reached through its parent, whose rights hold.
      EXECUTE format('REVOKE ALL ON %I FROM qingyuan_app', part);
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
-- Two marks never say two things of one hour.
ALTER TABLE reading_marks ADD CONSTRAINT reading_marks_apart
  EXCLUDE USING gist (outlet_id WITH =, coalesce(factor_code, '') WITH =, tstzrange(from_at, to_at) WITH &&) WHERE (withdrawn_at IS NULL);
--> statement-breakpoint
-- A mark stays as it was made; it can be withdrawn, once, and stays to be seen.
CREATE FUNCTION keep_reading_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL
    OR (OLD.outlet_id, OLD.factor_code, OLD.from_at, OLD.to_at, OLD.kind, OLD.words, OLD.marked_by, OLD.marked_at)
      IS DISTINCT FROM (NEW.outlet_id, NEW.factor_code, NEW.from_at, NEW.to_at, NEW.kind, NEW.words, NEW.marked_by, NEW.marked_at) THEN
    RAISE EXCEPTION 'a mark is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER reading_marks_kept BEFORE UPDATE ON reading_marks FOR EACH ROW EXECUTE FUNCTION keep_reading_marks();
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON reading_marks FROM qingyuan_app;
