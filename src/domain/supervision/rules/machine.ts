import type { supervisionParties, supervisionStates } from '#db/vocabulary.ts'

export type OrderState = (typeof supervisionStates)[number]
export type OrderParty = (typeof supervisionParties)[number]

/** Who answered an order, when; and whether there is an operator that must. */
export interface Answered {
  operatorId: number | null
  firmAt: Date | null
  operatorAt: Date | null
  countyAt: Date | null
}

/** Who has to answer: where nobody runs the device for the firm, two. */
export const partiesOf = ({ operatorId }: Pick<Answered, 'operatorId'>): OrderParty[] =>
  operatorId === null ? ['firm', 'county'] : ['firm', 'operator', 'county']

export const answeredAt = (order: Answered, party: OrderParty): Date | null => order[`${party}At`]
export const missingParties = (order: Answered): OrderParty[] =>
  partiesOf(order).filter((party) => answeredAt(order, party) === null)

/** The state that follows from the answers, until the city closes. */
export const stateOf = (order: Answered): Exclude<OrderState, 'closed'> =>
  missingParties(order).length === 0 ? 'answered' : 'open'

/**
 * 办结: by the city, once the county has said what it found and all others have answered or let their term pass: who is late stays
 * late, and holds nobody up.
 */
export const mayClose = (order: Answered & { state: OrderState; dueAt: Date }, now: Date): boolean =>
  order.state === 'answered' || (order.state === 'open' && order.countyAt !== null && now > order.dueAt)

export type ClockStanding = 'waiting' | 'overdue' | 'in_time' | 'late'

/** How a party stands to the term of an order. An answer at the very end of it is in time. */
export function clockOf(order: Answered & { dueAt: Date }, party: OrderParty, now: Date): ClockStanding {
  const at = answeredAt(order, party)
  if (at) return at > order.dueAt ? 'late' : 'in_time'
  return now > order.dueAt ? 'overdue' : 'waiting'
}

/** Whether anybody is or was late. */
export const isLate = (order: Answered & { dueAt: Date }, now: Date): boolean =>
  partiesOf(order).some((party) => ['overdue', 'late'].includes(clockOf(order, party, now)))
