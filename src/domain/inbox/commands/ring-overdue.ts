import type { Db } from '#db/client.ts'
import { ringBells } from '#domain/inbox/commands/bells.ts'
import { listWaiting } from '#domain/inbox/queries/inbox.ts'
import type { knock } from '#platform/push/push.ts'

/** Each working morning: the browsers of those who have something overdue. */
export const ringForOverdue = (db: Db, now: Date, send?: typeof knock): Promise<{ sent: number }> =>
  ringBells(
    db,
    async (account) => (await listWaiting(db, account, now)).some(({ dueAt }) => dueAt && dueAt < now),
    now,
    send,
  )
