import { and, between, count, desc, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { filterConditions } from '#domain/violation/queries/conditions.ts'
import { holdsWords } from '#domain/violation/queries/text.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { subscriptionMessages } from '#src/i18n/messages/subscription.ts'

/** One thing that became public. */
export interface NewsItem {
  kind: 'case' | 'disclosure'
  /** Without the language. */
  path: string
  title: string
  titleEn: string | null
  enterprise: string
  enterpriseEn: string | null
  creditCode: string | null
  at: Date
}

export interface News {
  /** The newest first, `most` at most. */
  items: NewsItem[]
  /** How many there are, not only those listed. */
  total: number
}

/** How many are told one by one. */
const most = 50

interface Span {
  /** Published after. */
  since: Date
  until: Date
}

/** What became public of a subject in a span of time: cases on the board, disclosures of the year and their corrections. */
export async function listNews(db: Db, subject: Subject, span: Span): Promise<News> {
  const [onBoard, disclosed] = await Promise.all([
    newCases(db, subject, span),
    subject.topic === 'board' ? { items: [], total: 0 } : newDisclosures(db, subject, span),
  ])
  const items = [...onBoard.items, ...disclosed.items].sort((a, b) => b.at.getTime() - a.at.getTime())
  return { items: items.slice(0, most), total: onBoard.total + disclosed.total }
}

/** The enterprises of a subject. */
function ofSubject({ topic, subject }: Subject): SQL | undefined {
  if (topic === 'enterprise') return eq(enterprises.creditCode, subject)
  const [west = 0, south = 0, east = 0, north = 0] = subject.split(',').map(Number)
  return and(between(enterprises.longitudeDeg, west, east), between(enterprises.latitudeDeg, south, north))
}

async function newCases(db: Db, subject: Subject, { since, until }: Span): Promise<News> {
  const filter = parseSearch(
    boardSearch.zh,
    new URLSearchParams(subject.topic === 'board' ? subject.subject : ''),
  ).values
  const where = and(
    gt(cases.publishedAt, since),
    lte(cases.publishedAt, until),
    ...filterConditions(filter),
    ...holdsWords(filter.q ?? ''),
    subject.topic === 'board'
      ? undefined
      : inArray(cases.enterpriseId, db.select({ id: enterprises.id }).from(enterprises).where(ofSubject(subject))),
  )
  const [rows, [counted]] = await Promise.all([
    db
      .select({
        id: cases.id,
        title: cases.title,
        titleEn: cases.titleEn,
        enterprise: cases.enterpriseName,
        enterpriseEn: enterprises.nameEn,
        creditCode: enterprises.creditCode,
        at: sql<Date>`${cases.publishedAt}`.mapWith(cases.publishedAt),
      })
      .from(cases)
      .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
      .where(where)
      .orderBy(desc(cases.publishedAt), desc(cases.id))
      .limit(most),
    db.select({ total: count() }).from(cases).where(where),
  ])
  return {
    items: rows.map(({ id, ...row }) => ({ kind: 'case', path: `/board/${id}`, ...row })),
    total: counted?.total ?? 0,
  }
}

async function newDisclosures(db: Db, subject: Subject, { since, until }: Span): Promise<News> {
  const where = and(
    inArray(disclosures.state, ['published', 'superseded']),
    gt(disclosures.publishedAt, since),
    lte(disclosures.publishedAt, until),
    ofSubject(subject),
  )
  const from = () =>
    db
      .select({
        id: disclosures.id,
        year: disclosures.year,
        version: disclosures.version,
        enterprise: enterprises.name,
        enterpriseEn: enterprises.nameEn,
        creditCode: enterprises.creditCode,
        at: sql<Date>`${disclosures.publishedAt}`.mapWith(disclosures.publishedAt),
      })
      .from(disclosures)
      .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
      .where(where)
  const [rows, [counted]] = await Promise.all([
    from().orderBy(desc(disclosures.publishedAt), desc(disclosures.id)).limit(most),
    db
      .select({ total: count() })
      .from(disclosures)
      .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
      .where(where),
  ])
  return {
    items: rows.map(({ id, year, version, ...row }) => ({
      kind: 'disclosure',
      path: `/disclosures/${id}`,
      title: subscriptionMessages.zh.disclosureOf(year, version),
      titleEn: subscriptionMessages.en.disclosureOf(year, version),
      ...row,
    })),
    total: counted?.total ?? 0,
  }
}
