import { eq } from 'drizzle-orm'
import { connect, type Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { reports } from '#db/schema/report.ts'
import { answerMediaLead, recordMediaLead } from '#domain/media-lead/commands.ts'
import { listRegions } from '#domain/region/queries.ts'
import { claimReward, declineReward } from '#domain/report/commands/claim.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { extendReport, recordInspection } from '#domain/report/commands/handle/progress.ts'
import { acceptReport, joinReport, referReport, refuseReport } from '#domain/report/commands/handle/triage.ts'
import { markReadByReporter, sendFromOffice, sendFromReporter } from '#domain/report/commands/messages.ts'
import { objectToOutcome } from '#domain/report/commands/objection.ts'
import { receiveReport } from '#domain/report/commands/receive.ts'
import { decideReward } from '#domain/report/commands/reward/decide.ts'
import { lapseRewards } from '#domain/report/commands/reward/lapse.ts'
import { payReward } from '#domain/report/commands/reward/pay.ts'
import { proposeReward } from '#domain/report/commands/reward/propose.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { askedBars } from '#domain/report/rules/reward.ts'
import { elsewhere } from '#domain/report/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { mediaPlan, outcomeTexts, type PlannedReport, reportPlan, reportWords } from '#src/cli/demo/report-plan.ts'
import { demoAccount } from '#src/cli/demo/staff.ts'

const dayMs = 86_400_000

/**
 * Reports, rewards and media leads of the demo city, through the commands that a reporter and the office use: what they seal is
 * sealed with this installation's keys. Nothing where there is a report already, or no demo account.
 */
export async function loadDemoReports(url: string, now: Date): Promise<void> {
  const { db, close } = connect(url, { max: 2, name: 'qingyuan-seed' })
  try {
    if ((await db.$count(reports)) > 0) return
    const staff = await demoStaff(db)
    if (staff) await load(db, staff, now)
  } finally {
    await close()
  }
}

type Staff = Record<'inspection' | 'legal' | 'finance' | 'taojiang' | 'anhua' | 'ngo', Account>

async function demoStaff(db: Db): Promise<Staff | undefined> {
  const [inspection, legal, finance, taojiang, anhua, ngo] = await Promise.all(
    ['city-inspection', 'city-legal', 'city-finance', 'county-taojiang', 'county-anhua', 'ngo'].map((username) =>
      demoAccount(db, username),
    ),
  )
  return inspection && legal && finance && taojiang && anhua && ngo
    ? { inspection, legal, finance, taojiang, anhua, ngo }
    : undefined
}

async function load(db: Db, staff: Staff, now: Date) {
  const seats = await listRegions(db)
  const ofRegion = new Map<string, number>()
  let lead = 0
  for (const planned of reportPlan) {
    const at = hours(now, planned.daysAgo, 2)
    const seat = seats.find(({ code }) => code === planned.regionCode)
    if (!seat) continue
    const place = (ofRegion.get(planned.regionCode) ?? 0) + 1
    ofRegion.set(planned.regionCode, place)
    const firms = await db
      .select({ id: enterprises.id })
      .from(enterprises)
      .where(eq(enterprises.regionCode, planned.regionCode))
      .orderBy(enterprises.id)
      .limit(12)
    const sent = await receiveReport(
      db,
      planned.isAssociations ? staff.ngo : visitor,
      {
        channel: planned.isAssociations ? 'batch' : 'web',
        kind: planned.kind,
        content: {
          words: reportWords[planned.kind][planned.text] ?? reportWords[planned.kind][0] ?? '',
          place: `${seat.nameZh}城区附近（演示）`,
          pin: { longitudeDeg: seat.longitudeDeg + planned.east, latitudeDeg: seat.latitudeDeg + planned.north },
          seen: '多次',
          enterprise: '',
        },
        identity: planned.isNamed ? { name: '举报人（虚构）', telephone: '19900000000' } : undefined,
        wantsCredit: planned.isAssociations === true,
        regionCode: planned.regionCode,
        enterpriseId: place % 3 === 1 ? (firms[place % Math.max(firms.length, 1)]?.id ?? null) : null,
      },
      at,
    )
    const officer =
      planned.regionCode === '430922'
        ? staff.taojiang
        : planned.regionCode === '430923'
          ? staff.anhua
          : staff.inspection
    await handle(db, staff, officer, sent, planned, at, lead)
    if (lead === 0) lead = sent.id
  }
  await lapseRewards(db, now)
  for (const planned of mediaPlan) {
    const { daysAgo, answeredAfterHours, answer, ...given } = planned
    const at = new Date(now.getTime() - daysAgo * dayMs)
    const media = { ...given, url: null, publishedOn: cityDate(at), creditCode: null }
    const leadId = await recordMediaLead(db, staff.inspection, media, at)
    if (answeredAfterHours === undefined) continue
    const answered = { id: leadId, state: 'answered' as const, answer, answerEn: null, caseId: null }
    await answerMediaLead(db, staff.inspection, answered, new Date(at.getTime() + answeredAfterHours * 3_600_000))
  }
}

const none = { words: '', note: '' }
const hours = (now: Date, daysAgo: number, more: number) => new Date(now.getTime() - daysAgo * dayMs + more * 3_600_000)
const later = (at: Date, days: number) => new Date(at.getTime() + days * dayMs)

/** What the office did with one, each step some days after the other. */
async function handle(
  db: Db,
  staff: Staff,
  officer: Account,
  { id, receipt }: { id: number; receipt: string },
  { fate, text, daysAgo }: PlannedReport,
  at: Date,
  lead: number,
) {
  if (fate === 'received') return
  const soon = later(at, Math.min(3, daysAgo / 4))
  const ref = (revision: number) => ({ id, revision, ...none })
  if (fate === 'refused')
    return refuseReport(
      db,
      officer,
      { ...ref(0), ground: 'not_environmental', words: '所反映的是城市管理事项，请拨打 12345。' },
      soon,
    )
  if (fate === 'referred') {
    const { nameZh = '', telephone = '' } = elsewhere[0] ?? {}
    return referReport(db, officer, { ...ref(0), authority: nameZh, telephone }, soon)
  }
  if (fate === 'joined') return joinReport(db, officer, { ...ref(0), joinedToId: lead }, soon)
  await acceptReport(db, officer, { ...ref(0), words: '您的举报已受理，正在核查。' }, soon)
  if (fate === 'accepted')
    return id % 2 === 0 ? undefined : talk(db, officer, await followed(db, receipt), later(soon, 0.5))
  const visit = later(soon, 6)
  await recordInspection(
    db,
    officer,
    {
      ...ref(1),
      inspectedOn: cityDate(visit),
      note: '到现场检查，取样两份，询问现场负责人。',
      words: '已到现场检查。',
    },
    visit,
  )
  if (fate === 'inspected') return
  if (fate === 'extended')
    return extendReport(db, officer, { ...ref(2), days: 20, words: '等待监测报告，延长 20 天。' }, later(visit, 20))
  const outcome = fate === 'partly_true' || fate === 'not_found' ? fate : fate === 'objected' ? 'not_found' : 'true'
  const texts: readonly string[] = outcomeTexts[outcome]
  const end = later(visit, 8 + (id % 9))
  await concludeReport(
    db,
    officer,
    {
      ...ref(2),
      outcome,
      publicOutcome: texts[text % texts.length] as string,
      publicOutcomeEn: null,
      words: '核查已经办结，感谢您的监督。',
    },
    end,
  )
  if (fate === 'objected')
    return objectToOutcome(
      db,
      await followed(db, receipt),
      '检查是白天来的，问题都在清早，请换个时间再来看。',
      later(end, 5),
    )
  if (fate.startsWith('reward_')) await reward(db, staff, officer, { id, receipt }, fate, end, later(at, daysAgo - 12))
}

/** The report in the hands of who has its receipt. */
async function followed(db: Db, receipt: string): Promise<FollowedReport> {
  return (await findByReceipt(db, receipt)) as FollowedReport
}

/** The handler asks, the reporter answers; nobody has read the answer yet. */
async function talk(db: Db, officer: Account, report: FollowedReport, at: Date) {
  await sendFromOffice(db, officer, { id: report, words: '请问一般是几点钟？有没有固定的日子？' }, at)
  await markReadByReporter(db, report, later(at, 0.3))
  await sendFromReporter(db, report, '多数是凌晨，下雨天更明显。', later(at, 0.3))
}

async function reward(
  db: Db,
  staff: Staff,
  officer: Account,
  { id: reportId, receipt }: { id: number; receipt: string },
  fate: PlannedReport['fate'],
  end: Date,
  recently: Date,
) {
  const proposal = {
    id: reportId,
    grade: 'important',
    amountYuan: 1000 + (reportId % 5) * 200,
    reason: '线索具体，据此当场查实并作出处罚。',
    asked: [...askedBars],
  }
  const id = await proposeReward(db, officer, proposal, later(end, 2))
  if (fate === 'reward_proposed') return
  const decidedAt = fate === 'reward_granted' ? recently : later(end, 6)
  await decideReward(db, staff.legal, { id, decision: 'grant', refusal: '' }, decidedAt)
  if (fate === 'reward_declined') await declineReward(db, await followed(db, receipt), later(end, 9))
  if (fate !== 'reward_paid') return
  const { voucher } = await claimReward(db, await followed(db, receipt), later(end, 9))
  const payment = { voucher, reference: `演示付字第 ${id} 号` }
  await payReward(db, staff.finance, payment, later(end, 12))
}
