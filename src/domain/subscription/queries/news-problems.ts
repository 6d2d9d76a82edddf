import { and, count, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problemHistory as history, problems } from '#db/schema/rectification.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'
import { most, type News, ofSubject, type Span } from '#domain/subscription/queries/news-item.ts'
import { subscriptionMessages } from '#src/i18n/messages/subscription.ts'
import { term } from '#src/i18n/terms.ts'

/** Problems that were found, found again, opened to objections, sent back after one, or closed. */
export async function newProblemSteps(db: Db, subject: Subject, { since, until }: Span): Promise<News> {
  const where = and(
    inArray(history.step, ['found', 'recurred', 'city_agreed', 'objection_upheld', 'closed']),
    gt(history.at, since),
    lte(history.at, until),
    ofSubject(subject),
  )
  const [rows, [counted]] = await Promise.all([
    db
      .select({
        ...{ no: problems.no, problemKind: problems.kind, step: history.step, at: history.at },
        ...{ enterprise: enterprises.name, enterpriseEn: enterprises.nameEn, creditCode: enterprises.creditCode },
      })
      .from(history)
      .innerJoin(problems, eq(problems.id, history.problemId))
      .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
      .where(where)
      .orderBy(desc(history.at), desc(history.id))
      .limit(most),
    db
      .select({ total: count() })
      .from(history)
      .innerJoin(problems, eq(problems.id, history.problemId))
      .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
      .where(where),
  ])
  return {
    items: rows.map(({ no, problemKind, step, ...row }) => {
      const titleIn = (locale: 'zh' | 'en') =>
        subscriptionMessages[locale].problemStep(
          no,
          term(locale, 'problemKind', problemKind),
          term(locale, 'problemStep', step),
        )
      return {
        kind: 'problem',
        path: `/progress/problems/${no}#${step}`,
        ...{ title: titleIn('zh'), titleEn: titleIn('en') },
        ...row,
      }
    }),
    total: counted?.total ?? 0,
  }
}
