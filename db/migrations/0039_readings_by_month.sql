-- Readings: by kind, then by month, so that a month's view reads a month and old real-time values go by dropping a table.
CREATE TABLE readings (
  outlet_id integer NOT NULL,
  factor_no smallint NOT NULL,
  kind reading_kind NOT NULL,
  at timestamptz NOT NULL,
  min double precision,
  mean double precision,
  max double precision,
  total double precision,
  std_min double precision,
  std_mean double precision,
  std_max double precision,
  flag char(1),
  received_at timestamptz NOT NULL,
  PRIMARY KEY (outlet_id, factor_no, kind, at)
) PARTITION BY LIST (kind);
--> statement-breakpoint
CREATE TABLE readings_realtime PARTITION OF readings FOR VALUES IN ('realtime') PARTITION BY RANGE (at);
--> statement-breakpoint
CREATE TABLE readings_minute PARTITION OF readings FOR VALUES IN ('minute') PARTITION BY RANGE (at);
--> statement-breakpoint
CREATE TABLE readings_hour PARTITION OF readings FOR VALUES IN ('hour') PARTITION BY RANGE (at);
--> statement-breakpoint
CREATE TABLE readings_day PARTITION OF readings FOR VALUES IN ('day') PARTITION BY RANGE (at);
--> statement-breakpoint
CREATE TABLE frame_batches (
  id bigint GENERATED ALWAYS AS IDENTITY,
  received_at timestamptz NOT NULL,
  device_ids integer[] NOT NULL,
  frames integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (received_at, id)
) PARTITION BY RANGE (received_at);
--> statement-breakpoint
-- It is compressed already.
ALTER TABLE frame_batches ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE INDEX frame_batches_by_device ON frame_batches USING gin (device_ids);
--> statement-breakpoint
-- The parts of one month (Chinese time), where they are missing. The gateway asks before it writes into a month that is new to it.
CREATE FUNCTION make_reading_parts(month date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first date := date_trunc('month', month)::date;
  from_at timestamptz := first::timestamp AT TIME ZONE 'Asia/Shanghai';
  to_at timestamptz := (first + interval '1 month')::timestamp AT TIME ZONE 'Asia/Shanghai';
  parent text;
  part text;
BEGIN
  IF first < date '2000-01-01' OR first > date '2100-01-01' THEN
    RAISE EXCEPTION 'no readings in %', first USING ERRCODE = 'datetime_field_overflow';
  END IF;
  PERFORM pg_advisory_xact_lock(4309002018);
  FOREACH parent IN ARRAY ARRAY['readings_realtime', 'readings_minute', 'readings_hour', 'readings_day', 'frame_batches'] LOOP
    part := parent || to_char(first, '_YYYY_MM');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, from_at, to_at);
      -- Reached through its parent, whose rights hold.
      EXECUTE format('REVOKE ALL ON %I FROM qingyuan_app', part);
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION make_reading_parts(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION make_reading_parts(date) TO qingyuan_app;
--> statement-breakpoint
-- Raw frames stay as they came.
REVOKE UPDATE, DELETE, TRUNCATE ON frame_batches FROM qingyuan_app;
