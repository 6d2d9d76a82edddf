import { and, count, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'
import { most, type News, ofSubject, type Span } from '#domain/subscription/queries/news-item.ts'
import { newOrderSteps } from '#domain/subscription/queries/news-orders.ts'
import { newProblemSteps } from '#domain/subscription/queries/news-problems.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { filterConditions } from '#domain/violation/queries/conditions.ts'
import { holdsWords } from '#domain/violation/queries/text.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { subscriptionMessages } from '#src/i18n/messages/subscription.ts'

/**
 * What became public of a subject in a span of time: cases on the board, disclosures of the year and their corrections, orders of
 * on-line monitoring, and problems of the rectification ledger.
 */
export async function listNews(db: Db, subject: Subject, span: Span): Promise<News> {
  const found = await Promise.all([
    newCases(db, subject, span),
    ...(subject.topic === 'board'
      ? []
      : [newDisclosures(db, subject, span), newOrderSteps(db, subject, span), newProblemSteps(db, subject, span)]),
  ])
  const items = found.flatMap((news) => news.items).sort((a, b) => b.at.getTime() - a.at.getTime())
  return { items: items.slice(0, most), total: found.reduce((sum, { total }) => sum + total, 0) }
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
