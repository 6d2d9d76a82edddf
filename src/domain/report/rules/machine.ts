import type { reportStates } from '#db/vocabulary.ts'

export type ReportState = (typeof reportStates)[number]
/** What is done with a report. `reopen` follows a reporter's objection. */
export type ReportMove = 'accept' | 'refuse' | 'refer' | 'join' | 'conclude' | 'object' | 'reopen' | 'route' | 'extend'

const moves: Record<ReportState, Partial<Record<ReportMove, ReportState>>> = {
  received: { accept: 'accepted', refuse: 'refused', refer: 'referred', join: 'joined', route: 'received' },
  accepted: { conclude: 'concluded', join: 'joined', route: 'accepted', extend: 'accepted' },
  /** An objection to a refusal or an outcome puts the report back on the desk. */
  refused: { object: 'refused', reopen: 'accepted' },
  referred: { object: 'referred', reopen: 'accepted' },
  joined: {},
  concluded: { object: 'concluded', reopen: 'accepted' },
}

/** The state that a move leads to; undefined when the state does not allow it. */
export const afterMove = (state: ReportState, move: ReportMove): ReportState | undefined => moves[state][move]
export const movesFrom = (state: ReportState): ReportMove[] => Object.keys(moves[state]) as ReportMove[]
