import type { Sql } from '#db/client.ts'
import { firmId } from '#test/bench/filing/load.ts'

export interface Change {
  /** Number of the firm. */
  firm: number
  revision: number
  fields: Record<string, string>
}

/**
 * The people at the forms: each firm has one, who sends the next change when the one before was answered, and remembers what
 * was acknowledged.
 */
export class Editors {
  readonly #idle: number[]
  readonly #revision = new Map<number, number>()
  readonly #acknowledged = new Map<number, Map<string, string>>()
  readonly #rows: string[]
  /** Values of one run are never those of another. */
  #counter = Math.floor(Math.random() * 1e9)
  saves = 0

  private constructor(firms: number[], rows: string[]) {
    this.#idle = firms
    this.#rows = rows
  }

  /** Editors of the firms numbered `from` to `to`, whose drafts are open. */
  static async of(sql: Sql, from: number, to: number): Promise<Editors> {
    const rows = await sql<{ name: string }[]>`
      select 'r' || outlet_id || '_' || factor_code || '.mean' as name from disclosure_rows
      where disclosure_id = ${firmId(1)} order by position`
    const editors = new Editors(
      Array.from({ length: to - from + 1 }, (_, i) => from + i),
      rows.map(({ name }) => name),
    )
    for (const { id, revision } of await sql`
      select id, revision from disclosures where state = 'draft' and id between ${firmId(from)} and ${firmId(to)}`)
      editors.#revision.set(id - firmId(0), revision)
    return editors
  }

  /** One field, each time another, with a value of its own: every fourth time one of a group too. */
  async save(send: (change: Change) => Promise<number>): Promise<void> {
    const firm = this.#idle.shift()
    if (firm === undefined) throw new Error('every editor is waiting for an answer')
    try {
      const n = ++this.#counter
      const row = this.#rows[n % this.#rows.length] as string
      const fields: Record<string, string> = { [ofFirm(row, firm)]: (n / 1e3).toFixed(3) }
      if (n % 4 === 0) fields['facilities_1.maintenance'] = `每月检修一次（${n}）`
      const revision = await send({ firm, revision: this.#revision.get(firm) ?? 0, fields })
      this.#revision.set(firm, revision)
      const known = this.#acknowledged.get(firm) ?? new Map<string, string>()
      for (const [name, value] of Object.entries(fields)) known.set(name, value)
      this.#acknowledged.set(firm, known)
      this.saves++
    } finally {
      this.#idle.push(firm)
    }
  }

  /** How many acknowledged values are there, and how many of them the database does not have. */
  async lost(sql: Sql): Promise<{ values: number; lost: number; events: number }> {
    let values = 0
    let lost = 0
    for (const [firm, known] of this.#acknowledged) {
      const rows = await sql<{ key: string; typed: Record<string, string> }[]>`
        select 'r' || outlet_id || '_' || factor_code as key, typed from disclosure_rows where disclosure_id = ${firmId(firm)}
        union all
        select group_name || '_' || item, typed from disclosure_items where disclosure_id = ${firmId(firm)}`
      const saved = new Map(rows.map(({ key, typed }) => [key, typed]))
      for (const [name, value] of known) {
        const [key = '', field = ''] = name.split('.')
        values++
        if (saved.get(key)?.[field] !== value) lost++
      }
    }
    const [{ events } = { events: 0 }] = await sql<{ events: number }[]>`
      select count(*)::int as events from events where kind = 'draft.saved'`
    return { values, lost, events }
  }
}

/** The same field of another firm: the ids of its outlets say whose they are. */
function ofFirm(name: string, firm: number): string {
  const [, first = ''] = /^r(\d+)_/.exec(name) ?? []
  return name.replace(first, String(Number(first) + 1000 * (firm - 1)))
}
