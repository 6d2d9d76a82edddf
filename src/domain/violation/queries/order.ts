import { asc, desc, type SQL } from 'drizzle-orm'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { BoardSort } from '#domain/violation/input/board.ts'

/** The number breaks ties, so that pages never overlap. */
export const orders: Record<BoardSort, SQL[]> = {
  '-decided': [desc(cases.decidedOn), desc(cases.id)],
  decided: [asc(cases.decidedOn), asc(cases.id)],
  '-fine': [desc(cases.fineFen), desc(cases.id)],
}
