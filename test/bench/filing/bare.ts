import postgres from 'postgres'
import type { Change } from '#test/bench/filing/editors.ts'
import { firmId } from '#test/bench/filing/load.ts'

/** The floor of a save: the same rows written in SQL by hand over postgres.js, nothing checked and nothing merged. */
export function bareSaves(databaseUrl: string, year: number) {
  const sql = postgres(databaseUrl, { max: 10, connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai' } })
  return {
    save: ({ firm, revision, fields }: Change): Promise<number> =>
      sql.begin(async (tx) => {
        const draft = firmId(firm)
        await tx`select id from disclosures where enterprise_id = ${draft} and year = ${year} and state = 'draft' for update`
        for (const [name, value] of Object.entries(fields)) {
          const [, outlet = '', factor = '', field = ''] = /^r(\d+)_(\w+)\.(\w+)$/.exec(name) ?? []
          const [, group = '', item = '', of = ''] = /^([a-zA-Z]+)_(\d+)\.(\w+)$/.exec(name) ?? []
          if (outlet)
            await tx`update disclosure_rows set typed = typed || ${tx.json({ [field]: value })}
              where disclosure_id = ${draft} and outlet_id = ${Number(outlet)} and factor_code = ${factor}`
          else
            await tx`update disclosure_items set typed = typed || ${tx.json({ [of]: value })}
              where disclosure_id = ${draft} and group_name = ${group} and item = ${Number(item)}`
        }
        await tx`update disclosures set revision = revision + 1, updated_at = now() where id = ${draft}`
        await tx`insert into events (kind, subject, actor_id, actor_role, at, before, after) values ('draft.saved',
          ${`disclosure:${draft}`}, ${`bench-${firm}`}, 'firm', now(), '{}', ${tx.json({ revision: revision + 1, fields })})`
        return revision + 1
      }),
    close: () => sql.end(),
  }
}
