import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyPapers } from '#db/schema/plan.ts'
import { regions } from '#db/schema/region.ts'
import { listDrafts } from '#domain/plan/queries/evaluations.ts'
import { listPapers } from '#domain/plan/queries/papers.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { can, handOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { endOf, mostOfOneKind, type Waiting, type WaitingSource } from '#platform/waiting.ts'
import { term } from '#src/i18n/terms.ts'

/** So many days before its day a paper waits to be filed. */
const paperDays = 30

/** 达标计划: papers that a county has to file and the city to look at, evaluation reports for a second pair of eyes. */
export const waitingPlan: WaitingSource = async (db, account, now) =>
  (await Promise.all([toFile(db, account, now), toDecide(db, account), toPublish(db, account)])).flat()

async function toFile(db: Db, account: Account, now: Date): Promise<Waiting[]> {
  const { regionCode } = account
  if (!regionCode || !can(account, 'county_paper.file', { regionCode })) return []
  const today = cityDate(now)
  const lines = await listPapers(db, Number(today.slice(0, 4)), now, regionCode)
  return lines
    .filter(({ standing, newest, dueOn }) =>
      newest ? newest.state === 'returned' : standing === 'late' || today >= addDays(dueOn, -paperDays),
    )
    .map(({ kind, dueOn, newest }) => ({
      kind: 'plan.rules',
      subject: `county_paper:${dueOn.slice(0, 4)}-${kind}-${regionCode}`,
      title: {
        zh: `${dueOn.slice(0, 4)} 年${term('zh', 'countyPaperKind', kind)}`,
        en: `${term('en', 'countyPaperKind', kind)}, ${dueOn.slice(0, 4)}`,
      },
      path: '/office/papers',
      dueAt: endOf(dueOn),
      since: newest?.decidedAt ?? endOf(addDays(dueOn, -paperDays)),
    }))
}

async function toDecide(db: Db, account: Account): Promise<Waiting[]> {
  if (!can(account, 'county_paper.decide')) return []
  const rows = await db
    .select({
      id: countyPapers.id,
      title: countyPapers.title,
      filedBy: countyPapers.filedBy,
      filedAt: countyPapers.filedAt,
      nameEn: regions.nameEn,
    })
    .from(countyPapers)
    .innerJoin(regions, eq(regions.code, countyPapers.regionCode))
    .where(eq(countyPapers.state, 'filed'))
    .orderBy(asc(countyPapers.filedAt))
    .limit(mostOfOneKind)
  return rows
    .filter(({ filedBy }) => handOf(account, filedBy) !== account.userId)
    .map(({ id, title, filedAt, nameEn }) => ({
      kind: 'plan.decide',
      subject: `county_paper:${id}`,
      title: { zh: title, en: `${nameEn}: ${title}` },
      path: '/office/papers',
      since: filedAt,
    }))
}

async function toPublish(db: Db, account: Account): Promise<Waiting[]> {
  if (!can(account, 'evaluation.publish')) return []
  return (await listDrafts(db))
    .filter(({ writers }) => !writers.some((writer) => handOf(account, writer) === account.userId))
    .map(({ id, sectorZh, sectorEn, savedAt }) => ({
      kind: 'plan.report',
      subject: `evaluation:${id}`,
      title: { zh: `${sectorZh}行业评估报告`, en: `Evaluation report: ${sectorEn}` },
      path: `/office/evaluations/${id}`,
      since: savedAt,
    }))
}
