import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { factors } from '#db/schema/standard.ts'
import {
  anomalies,
  supervisionAnswers as answers,
  exceedances,
  supervisionFiles as files,
  supervisionHistory as history,
  supervisionOrders as orders,
} from '#db/schema/supervision.ts'
import { exceedanceColumns } from '#domain/supervision/queries/exceedances.ts'
import { type OrderScope, scoped, select } from '#domain/supervision/queries/list.ts'

/**
 * One order as the public reads it: what opened it, its answers in full, each step with its time; nobody who signed is named, and of
 * files only their number.
 */
export async function getOrder(db: Db, id: number) {
  const [order] = await select(db).where(eq(orders.id, id))
  if (!order) return undefined
  const [found, odd, given, steps, continued] = await Promise.all([
    findingsOf(db, id),
    anomaliesOf(db, id),
    db
      .select({ ...answerColumns, files: db.$count(files, eq(files.answerId, answers.id)) })
      .from(answers)
      .where(eq(answers.orderId, id))
      .orderBy(asc(answers.id)),
    db
      .select({ step: history.step, party: history.party, words: history.words, at: history.at })
      .from(history)
      .where(eq(history.orderId, id))
      .orderBy(asc(history.at), asc(history.id)),
    db
      .select({ id: orders.id, year: orders.year, no: orders.no })
      .from(orders)
      .where(inArray(orders.id, [order.continuesId ?? 0])),
  ])
  return { ...order, exceedances: found, anomalies: odd, answers: given, steps, continues: continued[0] ?? null }
}
export type Order = NonNullable<Awaited<ReturnType<typeof getOrder>>>

const answerColumns = {
  id: answers.id,
  party: answers.party,
  isSupplement: answers.isSupplement,
  isLate: answers.isLate,
  cause: answers.cause,
  finding: answers.finding,
  result: answers.result,
  words: answers.words,
  measures: answers.measures,
  at: answers.at,
}

/** The same order for a desk that may see it, with the names of those who wrote, the files and the case's draft. */
export async function getDeskOrder(db: Db, id: number, scope: OrderScope & { regionCode?: string | undefined }) {
  const [own] = await db
    .select({ id: orders.id, regionCode: orders.regionCode, draftId: orders.caseId })
    .from(orders)
    .where(and(eq(orders.id, id), scoped(db, scope)))
  if (!own || (scope.regionCode !== undefined && scope.regionCode !== own.regionCode)) return undefined
  const order = await getOrder(db, id)
  if (!order) return undefined
  const [names, attached] = await Promise.all([
    db
      .select({ id: answers.id, name: users.name })
      .from(answers)
      .innerJoin(users, eq(users.id, answers.by))
      .where(eq(answers.orderId, id)),
    db
      .select({ id: files.id, answerId: files.answerId, name: files.name, size: files.size })
      .from(files)
      .innerJoin(answers, eq(answers.id, files.answerId))
      .where(eq(answers.orderId, id))
      .orderBy(asc(files.id)),
  ])
  return {
    ...order,
    draftId: own.draftId,
    names: new Map(names.map((row) => [row.id, row.name])),
    attached: Map.groupBy(attached, ({ answerId }) => answerId),
  }
}
export type DeskOrder = NonNullable<Awaited<ReturnType<typeof getDeskOrder>>>

/** A file of an order that a desk may see; a firm and an operator see those of their own answers. */
export async function getOrderFile(
  db: Db,
  { id, fileId }: { id: number; fileId: number },
  scope: OrderScope & { regionCode?: string | undefined; party?: 'firm' | 'operator' | undefined },
) {
  const [file] = await db
    .select({ name: files.name, mediaType: files.mediaType, sha256: files.sha256 })
    .from(files)
    .innerJoin(answers, eq(answers.id, files.answerId))
    .innerJoin(orders, eq(orders.id, answers.orderId))
    .where(
      and(
        eq(files.id, fileId),
        eq(orders.id, id),
        scoped(db, scope),
        scope.regionCode === undefined ? undefined : eq(orders.regionCode, scope.regionCode),
        scope.party === undefined ? undefined : eq(answers.party, scope.party),
      ),
    )
  return file
}

const findingsOf = (db: Db, id: number) =>
  db
    .select({
      ...exceedanceColumns,
      isComputed: exceedances.isComputed,
      clearedAt: exceedances.clearedAt,
    })
    .from(exceedances)
    .innerJoin(factors, eq(factors.no, exceedances.factorNo))
    .where(eq(exceedances.orderId, id))
    .orderBy(asc(exceedances.at), asc(factors.code))

const anomaliesOf = (db: Db, id: number) =>
  db
    .select({
      kind: anomalies.kind,
      factorCode: factors.code,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      unit: factors.unit,
      at: anomalies.at,
      untilAt: anomalies.untilAt,
      value: anomalies.value,
      clearedAt: anomalies.clearedAt,
    })
    .from(anomalies)
    .leftJoin(factors, eq(factors.no, anomalies.factorNo))
    .where(eq(anomalies.orderId, id))
    .orderBy(asc(anomalies.at), asc(factors.code))
