import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { unprosecutedWords } from '#db/schema/joint.ts'
import type { overlookedReason, overlookedVerdict } from '#domain/joint/input.ts'
import { getOverlooked } from '#domain/joint/queries/overlooked.ts'
import { noSuchRecord, refusePersonalData } from '#domain/joint/refuse.ts'
import type { Verdict } from '#domain/joint/rules/unprosecuted.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'

const turns = 4309002074

/** The county says why something was not checked, fined or transferred. @throws DomainError not_allowed; not_found; conflict */
export const explainOverlooked = (db: Db, viewer: Viewer, given: z.output<typeof overlookedReason>, now: Date) =>
  say(db, viewer, { ...given, verdict: null }, now)

/** The city accepts the county's reason, or demands that it is done. @throws the same; conflict when there is no reason to judge */
export const judgeOverlooked = (db: Db, viewer: Viewer, given: z.output<typeof overlookedVerdict>, now: Date) =>
  say(db, viewer, given, now)

async function say(
  db: Db,
  viewer: Viewer,
  { key, verdict, words }: { key: string; verdict: Verdict | null; words: string },
  now: Date,
): Promise<void> {
  const permission = verdict === null ? ('unprosecuted.explain' as const) : ('unprosecuted.judge' as const)
  const ownRegion = viewer.role === 'visitor' ? null : viewer.regionCode
  const account = demandAccount(viewer, permission, { regionCode: ownRegion })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, ${turns}))`)
    const item = await getOverlooked(tx, viewer, key, now)
    if (!item) throw noSuchRecord()
    if (item.state === 'justified') throw conflict('市局已认可这一条的理由', 'The city has accepted the reason already')
    if (verdict === 'justified' && item.state !== 'explained')
      throw conflict('县区还没有说明理由，不能认可', 'The county has given no reason yet: there is none to accept')
    if (verdict === null && item.state === 'explained')
      throw conflict('已说明理由，等市局审核', 'A reason was given and waits for the city')
    refusePersonalData({ words }, ['words'])
    const { definition, fact } = item
    await tx.insert(unprosecutedWords).values({
      itemKey: key,
      definition: definition.name,
      regionCode: fact.regionCode,
      verdict,
      words,
      by: account.userId,
      at: now,
    })
    await recordEvent(tx, {
      kind: verdict === null ? 'unprosecuted.explained' : 'unprosecuted.judged',
      subject: `unprosecuted:${key}`,
      by: viewer,
      at: now,
      before: { state: item.state },
      after: { verdict, regionCode: fact.regionCode },
      reason: words,
    })
  })
}
