import type { Db } from '#db/client.ts'
import { stageOf } from '#domain/plan/queries/stage.ts'

/** The year in which the plan ends with its last batch: its summary is due in June (四（三）). */
export async function lastPlanYear(db: Db, now: Date): Promise<number> {
  const { batches } = await stageOf(db, now)
  return Math.max(...batches.map(({ rectificationTo }) => Number(rectificationTo.slice(0, 4))))
}
