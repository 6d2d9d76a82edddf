import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { disclosureReviews as reviews } from '#db/schema/review.ts'
import { levelOf } from '#domain/review/rules/state.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { type Waiting, type WaitingKind, type WaitingSource, workRegion } from '#platform/waiting.ts'

/** Disclosures that wait for a bureau's opinion, doubts that nobody judged, and for the firm what was returned to it. */
export const waitingReviews: WaitingSource = async (db, account) => {
  if (account.role === 'firm') return returned(db, account)
  const region = workRegion(account, 'disclosure.review')
  return region === undefined ? [] : atTheBureau(db, account, region)
}

/** Hundreds come at once after a deadline and no rule sets a term: a line for each year stands for all of them. */
async function atTheBureau(db: Db, account: Account, region: string | null): Promise<Waiting[]> {
  const level = levelOf(account)
  const mine = region === null ? sql`true` : sql`e.region_code = ${region}`
  const rows = (await db.execute(sql`
    with waits as (
      select d.year, coalesce(max(r.reviewed_at), d.published_at) as since,
        exists (select from disclosure_doubts q where q.disclosure_id = d.id and q.state = 'open') as doubtful
      from disclosures d join enterprises e on e.id = d.enterprise_id
      left join disclosure_reviews r on r.disclosure_id = d.id
      where d.state = 'published' and ${mine}
      group by d.id
      having ${
        level === 'county'
          ? sql`count(r.id) = 0`
          : sql`bool_and(r.level = 'county' and r.opinion <> 'returned' and r.reviewer_id is distinct from ${account.userId})`
      })
    select year, count(*)::int as count, min(since) as since, count(*) filter (where doubtful)::int as doubts
    from waits group by year order by year desc`)) as unknown as {
    year: number
    count: number
    since: string
    doubts: number
  }[]
  const lineOf = (kind: WaitingKind, year: number, since: string, count: number, also = ''): Waiting => ({
    kind,
    subject: `disclosures:${year}`,
    title: { zh: `${year} 年度`, en: `Disclosures of ${year}` },
    path: `/office/disclosures?year=${year}&state=waiting_${level}${also}`,
    since: new Date(since),
    count,
  })
  return rows.flatMap(({ year, since, count, doubts }) => [
    lineOf('disclosure.review', year, since, count),
    ...(doubts > 0 && level === 'county' ? [lineOf('disclosure.doubt', year, since, doubts, '&doubts=open')] : []),
  ])
}

async function returned(db: Db, account: Account): Promise<Waiting[]> {
  if (account.enterpriseId === null) return []
  const rows = await db
    .select({ id: disclosures.id, year: disclosures.year, at: reviews.reviewedAt })
    .from(disclosures)
    .innerJoin(reviews, and(eq(reviews.disclosureId, disclosures.id), eq(reviews.opinion, 'returned')))
    .where(and(eq(disclosures.enterpriseId, account.enterpriseId), eq(disclosures.state, 'published')))
    .orderBy(desc(disclosures.year))
  return rows.map(({ id, year, at }) => ({
    kind: 'disclosure.mend',
    subject: `disclosure:${id}`,
    title: { zh: `${year} 年度环境信息`, en: `Disclosure of ${year}` },
    path: `/filing/${year}`,
    since: at,
  }))
}
