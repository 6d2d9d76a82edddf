import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { addEvidence } from '#domain/report/commands/add-evidence.ts'
import { claimReward } from '#domain/report/commands/claim.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport, refuseReport } from '#domain/report/commands/handle/triage.ts'
import { openIdentity, openText } from '#domain/report/commands/identity.ts'
import { objectToOutcome } from '#domain/report/commands/objection.ts'
import { receiveReport } from '#domain/report/commands/receive.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { grant } from '#test/domain/report/follow/followed.ts'
import { conclusion } from '#test/domain/report/handle/reports.ts'
import { canariesIn, canaryOf, hasPhoto, photoOf } from '#test/routes/canaries/canaries.ts'
import { hiddenValues } from '#test/support/report-form.ts'

const kinds = ['stealth_discharge', 'waste_dumping', 'nuisance', 'falsified_data'] as const
const none = { words: '', note: '' }

/** A photograph goes up through the form, under its own name. */
async function upload(site: string, i: number) {
  const body = new FormData()
  body.append('go', 'attach')
  body.append('files', await photoOf(i))
  const answer = await fetch(`${site}/report`, { method: 'POST', headers: { origin: site }, body })
  const html = await answer.text()
  if (canariesIn(html).length > 0) throw new Error('the form says whose file it is')
  const [id = '', token = ''] = hiddenValues(html, 'upload')[0]?.split('.') ?? []
  return { id, token }
}

/** One report with its canaries in it, taken as far as its number says. @returns its receipt */
export async function plant(
  { db, identityDb, url }: { db: Db; identityDb: Db; url: string },
  { county, core }: { county: Account; core: Account },
  i: number,
  at: Date,
): Promise<string> {
  const canary = canaryOf(i)
  const { id, receipt } = await receiveReport(
    db,
    visitor,
    {
      channel: 'web',
      kind: kinds[i % kinds.length] as (typeof kinds)[number],
      content: {
        words: `夜里排黑水，气味刺鼻。证件 ${canary.idNumber}，回电 ${canary.inWords}。`,
        place: `老渡口往下二百米，问门卫 ${canary.inPlace}`,
        pin: canary.pin,
        seen: '每晚',
        enterprise: `某厂，电话 ${canary.inEnterprise}`,
      },
      identity: { name: canary.name, telephone: canary.telephone },
      regionCode: '430922',
      enterpriseId: null,
    },
    at,
  )
  const report = id as FollowedReport
  await addEvidence(
    db,
    report,
    { words: `补充：可打 ${canary.inMessage}`, uploads: hasPhoto(i) ? [await upload(url, i)] : [] },
    at,
  )
  /** The site's own worker may take it up as overdue meanwhile: then once more. */
  const step = async (take: (revision: number) => Promise<void>, again = true): Promise<void> => {
    const [row] = await db.select({ revision: reports.revision }).from(reports).where(eq(reports.id, id))
    await take(row?.revision ?? 0).catch((error) => (again ? step(take, false) : Promise.reject(error)))
  }
  const later = (days: number) => new Date(at.getTime() + days * 86_400_000)
  if (i % 4 === 1) {
    await step((revision) => acceptReport(db, county, { id, revision, ...none }, later(1)))
    await step((revision) => concludeReport(db, county, { id, revision, ...conclusion }, later(2)))
  }
  if (i % 8 === 1) await objectToOutcome(db, report, `不同意，请打 ${canary.inMessage} 再问。`, later(3))
  if (i % 8 === 5) {
    await grant(db, id, later(3), '2099-12-31')
    await claimReward(db, report, later(4))
  }
  if (i % 8 === 2)
    await step((revision) =>
      refuseReport(db, county, { id, revision, ground: 'no_facts', words: '请补充事实', note: '' }, later(1)),
    )
  if (i % 16 === 3) {
    const asked = { id, reason: '须当面取证，核对夜间排放的时段' }
    await openIdentity(identityDb, core, { ...asked, part: 'identity' }, later(1))
    await openText(identityDb, core, { ...asked, part: 'text' }, later(1))
  }
  if (i % 64 === 0) await findByReceipt(db, receipt)
  return receipt
}
