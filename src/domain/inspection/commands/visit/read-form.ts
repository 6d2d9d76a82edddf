import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import type { Held } from '#domain/inspection/commands/visit/lock.ts'
import { inspectionLimits } from '#domain/inspection/input.ts'
import { readInspection } from '#domain/inspection/rules/form.ts'
import { valuesOf } from '#domain/inspection/rules/merge.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { conflict } from '#platform/refuse.ts'

/** @throws DomainError conflict when what was read is not what stands there now */
export function refuseOlder({ inspection }: Held, version: number) {
  if (inspection.version !== version)
    throw conflict(
      '表格刚刚被改过，请先看一遍再签字或办结',
      'The form was changed meanwhile: read it again before you sign or finish',
    )
}

/** What the form is judged by. */
export async function formContext(tx: Db, { inspection }: Held, now: Date) {
  const [own, known] = await Promise.all([
    tx
      .select({ id: outlets.id, code: outlets.code })
      .from(outlets)
      .where(eq(outlets.enterpriseId, inspection.enterpriseId)),
    tx.select({ code: factors.code }).from(factors),
  ])
  return {
    ...{ now, kind: inspection.kind, plannedOn: inspection.plannedOn, most: inspectionLimits },
    outlets: new Map(own.map(({ code, id }) => [code, id])),
    factorCodes: new Set(known.map(({ code }) => code)),
    terms: inspectionTermsOn(cityDate(now)),
  }
}

/** @throws DomainError rule_broken with every field that is wrong */
export function readWhole({ inspection }: Held, context: Awaited<ReturnType<typeof formContext>>) {
  const { content, problems } = readInspection(valuesOf(inspection.form), context)
  if (content) return content
  throw new DomainError(
    'rule_broken',
    problems.map(({ zh, en }) => `${zh} / ${en}`).join('; '),
    problems.map(({ field, zh, en }) => ({ field, message: `${zh} / ${en}` })),
  )
}
