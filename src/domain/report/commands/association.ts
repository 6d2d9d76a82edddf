import { eq, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { type ReceivedReport, receiveReport } from '#domain/report/commands/receive.ts'
import type { AssociationReport } from '#domain/report/input/association.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { DomainError } from '#platform/errors.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Takes in a report of a verified association, in its own name.
 * @throws DomainError not_allowed; rule_broken at `longitudeDeg` when the place lies outside of the city
 */
export async function sendForAssociation(
  db: Db,
  viewer: Viewer,
  report: AssociationReport,
  channel: 'batch' | 'api' | 'open311',
  now: Date,
): Promise<ReceivedReport> {
  demandAccount(viewer, 'report.send_batch')
  const { longitudeDeg, latitudeDeg } = report
  const pin = longitudeDeg === null || latitudeDeg === null ? null : { longitudeDeg, latitudeDeg }
  const named = await findNamed(db, report.enterprise)
  const place = pin ? placeOf(pin) : undefined
  if (!named && place?.kind === 'elsewhere') {
    const message = `地点不在本市，请向当地反映：${place.telephones.join('、')}。 / This place lies outside of the city; please turn to: ${place.telephones.join(', ')}.`
    throw new DomainError('rule_broken', message, [{ field: 'longitudeDeg', message }])
  }
  return receiveReport(
    db,
    viewer,
    {
      channel,
      kind: report.kind,
      content: {
        words: report.words,
        place: report.place,
        pin,
        seen: report.seen,
        enterprise: named ? '' : report.enterprise,
      },
      identity: undefined,
      regionCode: named?.regionCode ?? (place?.kind === 'county' ? place.regionCode : null),
      enterpriseId: named?.id ?? null,
      wantsCredit: report.wantsCredit,
    },
    now,
  )
}

/** By its credit code, or by its name where one firm alone has it. */
async function findNamed(db: Db, given: string): Promise<{ id: number; regionCode: string } | undefined> {
  if (given === '') return undefined
  const rows = await db
    .select({ id: enterprises.id, regionCode: enterprises.regionCode })
    .from(enterprises)
    .where(or(eq(enterprises.creditCode, given.toUpperCase()), eq(enterprises.name, given)))
    .orderBy(sql`${enterprises.creditCode} = ${given.toUpperCase()} desc`)
    .limit(2)
  return rows.length === 1 ? rows[0] : undefined
}
