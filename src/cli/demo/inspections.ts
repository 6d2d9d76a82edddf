import { and, asc, eq, inArray } from 'drizzle-orm'
import { connect, type Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { inspections, lawOfficers, officerConflicts } from '#db/schema/inspection.ts'
import { demoCast } from '#db/seed/cast.ts'
import { Random } from '#db/seed/random.ts'
import { commitDraw } from '#domain/inspection/commands/draw/commit.ts'
import { revealDueDraws } from '#domain/inspection/commands/draw/reveal.ts'
import { runDraw } from '#domain/inspection/commands/draw/run.ts'
import { listRegions } from '#domain/region/queries.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { visitCampaign } from '#src/cli/demo/campaign.ts'
import { demoDraws, demoVisits, sitePosts } from '#src/cli/demo/inspection-plan.ts'
import { finish, officersOf, visit } from '#src/cli/demo/inspection-visit.ts'

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
  const officers = await officersOf(db, regionCode)
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
