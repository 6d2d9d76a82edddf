import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import type { Effect } from '#platform/events/effects.ts'

/** What changed in a firm's records is in its line of the screening ledger: read as it is now, however often that is done. */
export const deriveScreeningEffect: Effect = {
  name: 'screening-ledger',
  kinds: ['enterprise.*', 'disclosure.*', 'case.*', 'problem.*'],
  run: async (tx, event) => {
    const ids = await firmsOf(tx, event.subject)
    if (ids.length > 0) await deriveRows(tx, { enterpriseIds: ids }, event.at)
  },
}

/** The firm of an event's subject, by the way in which its area names things. */
async function firmsOf(db: Db, subject: string): Promise<number[]> {
  const [area = '', ref = ''] = subject.split(/:(.*)/s)
  const read = async (query: SQL) =>
    ((await db.execute(query)) as unknown as { id: number | null }[]).flatMap(({ id }) => id ?? [])
  if (area === 'enterprise') {
    const found = await db.select({ id: enterprises.id }).from(enterprises).where(eq(enterprises.creditCode, ref))
    return found.map(({ id }) => id)
  }
  if (area === 'problem') return read(sql`select enterprise_id as id from problems where no = ${ref}`)
  if (!/^[1-9]\d{0,8}$/.test(ref)) return []
  if (area === 'case') return read(sql`select enterprise_id as id from violation_cases where id = ${Number(ref)}`)
  if (area === 'disclosure') return read(sql`select enterprise_id as id from disclosures where id = ${Number(ref)}`)
  return []
}
