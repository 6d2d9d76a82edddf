import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportKeys, reports } from '#db/schema/report.ts'
import { purposeOf, type SealedPart } from '#domain/report/rules/content.ts'
import { conflict } from '#platform/refuse.ts'
import { BrokenSeal, unsealText } from '#platform/seal/seal.ts'
import { unwrapKey } from '#platform/seal/wrap.ts'

export interface ReportKey {
  handle: string
  key: Buffer
}

/** Why a report cannot be read: its keys were destroyed after its term, or they were wrapped with another secret than this installation's. */
export type Closed = 'destroyed' | 'locked'

/** @param wrapped the key as it stands in report_keys */
export function openKey(handle: string, wrapped: Buffer | null): ReportKey | Closed {
  if (!wrapped) return 'destroyed'
  try {
    return { handle, key: unwrapKey(wrapped, purposeOf(handle, 'content-key')) }
  } catch (error) {
    if (error instanceof BrokenSeal) return 'locked'
    throw error
  }
}

/** The key of what a reporter wrote and of the clean copies; `destroyed` also when there is no such report. */
export async function reportKeyOf(db: Db, reportId: number): Promise<ReportKey | Closed> {
  const [row] = await db
    .select({ handle: reports.handle, wrapped: reportKeys.content })
    .from(reportKeys)
    .innerJoin(reports, eq(reports.id, reportKeys.reportId))
    .where(eq(reportKeys.reportId, reportId))
  return row ? openKey(row.handle, row.wrapped) : 'destroyed'
}

/** The same for who shows nothing without it. */
export async function contentKeyOf(db: Db, reportId: number): Promise<ReportKey | undefined> {
  const found = await reportKeyOf(db, reportId)
  return typeof found === 'string' ? undefined : found
}

/** The same for who cannot go on without it. @throws DomainError conflict that says why there is none */
export async function demandContentKey(db: Db, reportId: number): Promise<ReportKey> {
  const found = await reportKeyOf(db, reportId)
  if (found === 'destroyed')
    throw conflict(
      '此件的内容已按期限销毁，不能再写入',
      'What was in this report was destroyed after its term: nothing more can be written',
    )
  if (found === 'locked') throw locked()
  return found
}

export const locked = () =>
  conflict(
    '此件用另一把密钥封存，本系统现在打不开，也不能写入。请管理员放回原来的密钥；内容没有丢失',
    'This report was sealed with another key than this installation has: it can neither be opened nor written to. The administrator must put the former key back; nothing is lost',
  )

/** A sealed part as text; null where its seal is broken: one part that cannot be opened does not close the page. */
export function readPart({ handle, key }: ReportKey, part: SealedPart, sealed: Buffer): string | null {
  try {
    return unsealText(key, purposeOf(handle, part), sealed)
  } catch (error) {
    if (error instanceof BrokenSeal) return null
    throw error
  }
}
