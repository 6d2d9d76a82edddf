import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureDoubts as doubts } from '#db/schema/review.ts'

/** The unusual values of one version and what the bureau made of their explanations, in the order they were found. */
export const listDoubts = (db: Db, disclosureId: number) =>
  db.select().from(doubts).where(eq(doubts.disclosureId, disclosureId)).orderBy(asc(doubts.id))
export type Doubt = Awaited<ReturnType<typeof listDoubts>>[number]
