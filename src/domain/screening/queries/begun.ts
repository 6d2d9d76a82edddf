import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { screeningRows } from '#db/schema/screening.ts'
import { batches } from '#db/schema/sector.ts'

/** Lines of batches whose screening has begun on a day, by the plan's own calendar. */
export const begunBatches = (db: Db, today: string): SQL =>
  inArray(
    screeningRows.batch,
    db
      .select({ batch: batches.batch })
      .from(batches)
      .where(
        sql`${batches.screeningFrom} + make_interval(years => coalesce((select max(years_later) from plan_calendar), 0)) <= ${today}::date`,
      ),
  )
