import { bigint, char, doublePrecision, integer, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core'
import { at, bytea } from '#db/schema/columns.ts'
import { readingKind } from '#db/schema/enums.ts'

/*
 * Tables that the migrations make partitioned, by kind and month: the schema language cannot say so, hence they are not in
 * index.ts, from which migrations are generated.
 */

/**
 * What a device said of one factor at one outlet: a real-time value, or the mean of a minute, hour or day that begins at `at`. In
 * the unit of the factor (amounts: of its amount). Standardised values (折算) are as the device sent them. Never changed but by
 * the device's own later values, and then what was there before is in reading_changes.
 */
export const readings = pgTable(
  'readings',
  {
    outletId: integer().notNull(),
    factorNo: smallint().notNull(),
    kind: readingKind().notNull(),
    at: at().notNull(),
    min: doublePrecision(),
    /** Of real time: the value. */
    mean: doublePrecision(),
    max: doublePrecision(),
    total: doublePrecision(),
    stdMin: doublePrecision(),
    stdMean: doublePrecision(),
    stdMax: doublePrecision(),
    /** HJ 212's data flag; null where none was sent. */
    flag: char({ length: 1 }),
    receivedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.outletId, t.factorNo, t.kind, t.at] })],
)

/** The raw frames of one commit, as they came, compressed (zstd): nothing that a device said is lost to a fault of our reading. */
export const frameBatches = pgTable(
  'frame_batches',
  {
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    receivedAt: at().notNull(),
    deviceIds: integer().array().notNull(),
    frames: integer().notNull(),
    /** Each frame: 4 bytes device id, 8 bytes received at (ms), 4 bytes length, its bytes. */
    content: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.receivedAt, t.id] })],
)
