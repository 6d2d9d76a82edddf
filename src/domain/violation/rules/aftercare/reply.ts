import type { replyStates } from '#db/vocabulary.ts'

export type ReplyState = (typeof replyStates)[number]
export type ReplyStep = 'publish' | 'refuse' | 'take_back'

export type ReplyBar = 'one_waits_already' | 'not_waiting' | 'not_standing'

/** Why no new version can be sent; undefined when one can. What stands in public stays there until the new one is through. */
export const barToReply = (states: readonly ReplyState[]): ReplyBar | undefined =>
  states.includes('waiting') ? 'one_waits_already' : undefined

/** Why a step cannot be taken with a version. The firm takes back what waits or stands; the legal desk decides on what waits. */
export function barToReplyStep(state: ReplyState, step: ReplyStep): ReplyBar | undefined {
  if (step === 'take_back') return state === 'waiting' || state === 'published' ? undefined : 'not_standing'
  return state === 'waiting' ? undefined : 'not_waiting'
}

export const replyStateAfter = (step: ReplyStep): ReplyState =>
  step === 'publish' ? 'published' : step === 'refuse' ? 'refused' : 'taken_back'
