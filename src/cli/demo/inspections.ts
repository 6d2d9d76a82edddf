import { and, asc, between, eq, inArray, isNull } from 'drizzle-orm'
import { connect, type Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  inspectionFindings,
  inspectionOfficers,
  inspectionSamples,
  inspections,
  lawOfficers,
  officerConflicts,
} from '#db/schema/inspection.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { campaigns } from '#db/schema/plan.ts'
import { demoCast } from '#db/seed/cast.ts'
import { Random } from '#db/seed/random.ts'
import { commitDraw } from '#domain/inspection/commands/draw/commit.ts'
import { revealDueDraws } from '#domain/inspection/commands/draw/reveal.ts'
import { runDraw } from '#domain/inspection/commands/draw/run.ts'
import { nextSeq } from '#domain/inspection/commands/numbering.ts'
import { inspectionNo } from '#domain/inspection/rules/number.ts'
import { listRegions } from '#domain/region/queries.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { demoDraws, demoFindings, demoVisits, sitePosts, siteWords } from '#src/cli/demo/inspection-plan.ts'

const dayMs = 86_400_000

/**
 * Officers, draws and inspections of the demo city: the draws through the commands, so that their seeds give their results; what was
 * found is written beside. Nothing where there are officers already, or no demo account.
 */
export async function loadDemoInspections(url: string, now: Date): Promise<void> {
  const { db, close } = connect(url, { max: 2, name: 'qingyuan-seed' })
  try {
    if ((await db.$count(lawOfficers)) > 0) return
    const staff = await demoStaff(db)
    if (!staff) return
    await register(db, staff, now)
    for (const plan of demoDraws) await drawOnce(db, staff, plan, now)
    for (const visit of demoVisits) await visitOnce(db, visit, now)
    await visitCampaign(db, now)
    await revealDueDraws(db, now)
  } finally {
    await close()
  }
}

type Staff = Map<string, Account>

async function demoStaff(db: Db): Promise<Staff | undefined> {
  const rows = await db
    .select({
      username: users.username,
      userId: users.id,
      name: users.name,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(inArray(users.username, Object.keys(sitePosts)))
  const staff = new Map(rows.map(({ username, ...account }) => [username ?? '', { ...account, hasSecondFactor: true }]))
  return staff.size === Object.keys(sitePosts).length ? staff : undefined
}

/** Four officers of each bureau; those of the demo accounts sign with them. */
async function register(db: Db, staff: Staff, now: Date) {
  const fromOn = addDays(cityDate(now), -900)
  const posts = ['监察岗', '监察副岗', '执法一岗', '执法二岗']
  const accounts = Object.entries(sitePosts)
  const regions = await listRegions(db)
  await db.insert(lawOfficers).values(
    [...regions, { code: '430900', nameZh: '' }].flatMap(({ code, nameZh }) =>
      posts.map((post, i) => {
        const [username] = accounts.find(([, [region, place]]) => region === code && place === i) ?? []
        const bureau = nameZh === '' ? '市局' : `${nameZh.length > 2 ? nameZh.replace(/[区县市]$/, '') : nameZh}分局`
        return {
          certificateNo: `${code}${String(i + 1).padStart(4, '0')}`,
          regionCode: code,
          post: bureau + post,
          userId: username === undefined ? null : (staff.get(username)?.userId ?? null),
          fromOn,
        }
      }),
    ),
  )
  const apart = [
    ['4309220003', demoCast.paperMill, 'kin'],
    ['4309230001', demoCast.antimonySmelter, 'former_post'],
    ['4309000004', demoCast.cementWorks, 'interest'],
  ] as const
  for (const [certificateNo, creditCode, ground] of apart) {
    const [[officer], [firm]] = await Promise.all([
      db.select({ id: lawOfficers.id }).from(lawOfficers).where(eq(lawOfficers.certificateNo, certificateNo)),
      db.select({ id: enterprises.id }).from(enterprises).where(eq(enterprises.creditCode, creditCode)),
    ])
    if (officer && firm)
      await db.insert(officerConflicts).values({
        officerId: officer.id,
        enterpriseId: firm.id,
        ground,
        fromOn,
        declaredAt: new Date(`${fromOn}T09:00:00+08:00`),
      })
  }
}

async function drawOnce(db: Db, staff: Staff, plan: (typeof demoDraws)[number], now: Date) {
  const committedAt = new Date(now.getTime() - plan.daysAgo * dayMs)
  const [first, second] = plan.by.map((username) => staff.get(username) as Account)
  const fromOn = cityDate(new Date(committedAt.getTime() + dayMs))
  const { no } = await commitDraw(
    db,
    first as Account,
    {
      purpose: plan.purpose,
      regionCode: plan.regionCode,
      sectorCode: null,
      isCross: plan.isCross ?? false,
      firmCount: plan.firms,
      inspectorCount: 2,
      fromOn,
      toOn: addDays(fromOn, 20),
    },
    committedAt,
  )
  if (!plan.witnessNumber) return
  const drawnAt = new Date(committedAt.getTime() + 90 * 60_000)
  await runDraw(db, second as Account, { no, witness: plan.witness, witnessNumber: plan.witnessNumber }, drawnAt)
  const planned = await db
    .select()
    .from(inspections)
    .where(and(eq(inspections.state, 'planned'), eq(inspections.createdAt, drawnAt)))
    .orderBy(asc(inspections.seq))
  for (const [i, row] of planned.slice(0, plan.done ?? planned.length).entries())
    await finish(db, row, new Date(drawnAt.getTime() + (2 + i) * dayMs), `${no}/${i}`)
  await revealDueDraws(db, new Date(Math.min(now.getTime(), drawnAt.getTime() + 15 * dayMs)))
}

/** An inspection that no draw made: planned three days before, done by the county's own officers. */
async function visitOnce(db: Db, [daysAgo, regionCode, kind, isDone]: (typeof demoVisits)[number], now: Date) {
  const at = new Date(now.getTime() - daysAgo * dayMs)
  const random = new Random('visits', regionCode, daysAgo)
  const firms = await db
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(and(eq(enterprises.regionCode, regionCode), eq(enterprises.operatingState, 'operating')))
    .orderBy(asc(enterprises.id))
  const officers = await db
    .select({ id: lawOfficers.id })
    .from(lawOfficers)
    .where(eq(lawOfficers.regionCode, regionCode))
    .orderBy(asc(lawOfficers.id))
  if (firms.length === 0 || officers.length < 4) return
  await visit(db, {
    name: `${regionCode}/${daysAgo}`,
    at,
    regionCode,
    kind,
    isDone,
    enterpriseId: random.pick(firms).id,
    officers,
  })
}

/** A first round of the campaign's firms, one every eight days since it began. */
async function visitCampaign(db: Db, now: Date) {
  const [campaign] = await db.select().from(campaigns).orderBy(asc(campaigns.id)).limit(1)
  if (!campaign) return
  const firms = await db
    .select({ id: enterprises.id, regionCode: enterprises.regionCode })
    .from(enterprises)
    .where(and(inArray(enterprises.sectorCode, campaign.sectorCodes), eq(enterprises.operatingState, 'operating')))
    .orderBy(asc(enterprises.id))
  for (const [i, { id, regionCode }] of firms.slice(0, 12).entries()) {
    const at = new Date(now.getTime() - (3 + i * 8) * dayMs)
    if (cityDate(at) < addDays(campaign.fromOn, 4)) return
    const officers = await db
      .select({ id: lawOfficers.id })
      .from(lawOfficers)
      .where(eq(lawOfficers.regionCode, regionCode))
      .orderBy(asc(lawOfficers.id))
    await visit(db, {
      ...{ name: `campaign/${i}`, at, regionCode, officers },
      ...{ kind: 'campaign', isDone: true, enterpriseId: id, campaignId: campaign.id },
    })
  }
}

interface Visit {
  /** What its chances hang on. */
  name: string
  at: Date
  regionCode: string
  kind: (typeof demoVisits)[number][2]
  isDone: boolean
  enterpriseId: number
  officers: { id: number }[]
  campaignId?: number
}

async function visit(db: Db, { name, at, regionCode, kind, isDone, enterpriseId, officers, campaignId }: Visit) {
  const year = Number(cityDate(at).slice(0, 4))
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const seq = await nextSeq(tx, 'inspections', year)
    const [made] = await tx
      .insert(inspections)
      .values({
        ...{ year, seq, no: inspectionNo(year, seq), kind, regionCode },
        enterpriseId,
        campaignId,
        plannedOn: addDays(cityDate(at), -3),
        dueOn: addDays(cityDate(at), 4),
        createdAt: new Date(at.getTime() - 3 * dayMs),
      })
      .returning()
    const row = made as typeof inspections.$inferSelect
    await tx.insert(inspectionOfficers).values(
      [officers[2], officers[3]].map((officer) => ({
        inspectionId: row.id,
        officerId: (officer as { id: number }).id,
      })),
    )
    if (isDone) await finish(tx, row, at, name)
  })
}

/** A sample at the firm's first outlet: under the report that the station has of that quarter, else under one that is still to come. */
async function takeSample(db: Db, row: typeof inspections.$inferSelect, at: Date) {
  const day = cityDate(at)
  const [[outlet], [known]] = await Promise.all([
    db
      .select({ outletId: outlets.id })
      .from(outlets)
      .where(eq(outlets.enterpriseId, row.enterpriseId))
      .orderBy(asc(outlets.id))
      .limit(1),
    db
      .select({ outletId: outlets.id, reportNo: supervisoryResults.reportNo })
      .from(supervisoryResults)
      .innerJoin(outlets, eq(outlets.id, supervisoryResults.outletId))
      .where(
        and(
          eq(outlets.enterpriseId, row.enterpriseId),
          eq(supervisoryResults.isCurrent, true),
          between(supervisoryResults.sampledOn, addDays(day, -45), addDays(day, 45)),
        ),
      )
      .orderBy(asc(supervisoryResults.id))
      .limit(1),
  ])
  if (!outlet) return
  const reportNo = `监测〔${day.slice(0, 4)}〕${String(3000 + row.id)}`
  await db
    .insert(inspectionSamples)
    .values({ inspectionId: row.id, position: 1, ...(known ?? { ...outlet, reportNo }) })
}

/** Arrives on the day, stays two hours, finds something in a third of the cases, takes a sample in half of them. */
async function finish(db: Db, row: typeof inspections.$inferSelect, at: Date, name: string) {
  const random = new Random('finished', name)
  const hour = row.kind === 'night' ? '22' : String(random.int(9, 15)).padStart(2, '0')
  const startedAt = new Date(`${cityDate(at)}T${hour}:${random.pick(['05', '20', '40'])}:00+08:00`)
  const endedAt = new Date(startedAt.getTime() + random.int(60, 170) * 60_000)
  const finishedAt = new Date(endedAt.getTime() + 40 * 60_000)
  const finding = random.chance(0.36) ? random.pick(demoFindings) : undefined
  if (finding) await db.insert(inspectionFindings).values({ inspectionId: row.id, position: 1, ...finding })
  if (random.chance(0.5)) await takeSample(db, row, at)
  await db
    .update(inspectionOfficers)
    .set({ means: 'account', signedVersion: 1, signedAt: finishedAt })
    .where(and(eq(inspectionOfficers.inspectionId, row.id), isNull(inspectionOfficers.signedAt)))
  await db
    .update(inspections)
    .set({
      state: 'finished',
      version: 1,
      savedAt: endedAt,
      ...{ startedAt, endedAt, finishedAt },
      words: random.pick(siteWords),
      result: finding ? 'problems' : 'no_problem',
    })
    .where(eq(inspections.id, row.id))
  // What was found is a line of the ledger, by the effect that real ones go through.
  if (finding)
    await recordEvent(db, {
      kind: 'inspection.finished',
      subject: `inspection:${row.id}`,
      by: 'system',
      at: finishedAt,
      after: { no: row.no, result: 'problems', findings: 1, kind: row.kind, regionCode: row.regionCode },
    })
}
