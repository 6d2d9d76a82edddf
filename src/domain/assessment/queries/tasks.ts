import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { taskFiles, taskStates } from '#db/schema/assessment.ts'

const columns = {
  id: taskStates.id,
  taskNo: taskStates.taskNo,
  regionCode: taskStates.regionCode,
  year: taskStates.year,
  progress: taskStates.progress,
  words: taskStates.words,
  paths: taskStates.paths,
  signedAt: taskStates.signedAt,
}

export type TaskState = Awaited<ReturnType<typeof listTaskStates>>[number]

/** What each unit said last of each task in a year. */
export const listTaskStates = (db: Db, year: number, regionCode?: string) =>
  db
    .selectDistinctOn([taskStates.regionCode, taskStates.taskNo], columns)
    .from(taskStates)
    .where(and(eq(taskStates.year, year), regionCode ? eq(taskStates.regionCode, regionCode) : undefined))
    .orderBy(asc(taskStates.regionCode), asc(taskStates.taskNo), desc(taskStates.id))

/** All that a unit said of a task in a year, the newest first, with who signed and the files: for the office. */
export async function taskHistory(db: Db, { no, regionCode, year }: { no: number; regionCode: string; year: number }) {
  const states = await db
    .select({ ...columns, signedBy: users.name })
    .from(taskStates)
    .leftJoin(users, eq(users.id, taskStates.signedBy))
    .where(and(eq(taskStates.taskNo, no), eq(taskStates.regionCode, regionCode), eq(taskStates.year, year)))
    .orderBy(desc(taskStates.id))
  const files =
    states.length === 0
      ? []
      : await db
          .select({ id: taskFiles.id, stateId: taskFiles.stateId, name: taskFiles.name, size: taskFiles.size })
          .from(taskFiles)
          .where(
            inArray(
              taskFiles.stateId,
              states.map(({ id }) => id),
            ),
          )
          .orderBy(asc(taskFiles.id))
  return states.map((state) => ({ ...state, files: files.filter(({ stateId }) => stateId === state.id) }))
}

/** A file that shows what was done, with the unit that it belongs to. */
export async function getTaskFile(db: Db, id: number) {
  const [file] = await db
    .select({
      name: taskFiles.name,
      mediaType: taskFiles.mediaType,
      sha256: taskFiles.sha256,
      regionCode: taskStates.regionCode,
    })
    .from(taskFiles)
    .innerJoin(taskStates, eq(taskStates.id, taskFiles.stateId))
    .where(eq(taskFiles.id, id))
  return file
}
