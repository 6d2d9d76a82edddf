import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { BoardFilter } from '#domain/violation/input/board.ts'

/** The filters of the board, by the names that they have in an address. `repeat` has the one value `yes`. */
export const facetNames = [
  'category',
  'measure',
  'region',
  'sector',
  'year',
  'quarter',
  'fine',
  'control',
  'execution',
  'repeat',
] as const
export type FacetName = (typeof facetNames)[number]

/** For each filter, how many cases each of its values would show beside the other filters chosen. */
export type FacetCounts = Record<FacetName, Map<string, number>>

export interface BoardCounts {
  total: number
  facets: FacetCounts
}

/** Bits in one row of board_bits. */
export const chunkBits = 30_720

/** The values chosen in each filter, as board_bits names them. */
function chosenValues(filter: BoardFilter): [facet: FacetName, values: string[]][] {
  return facetNames
    .map((name): [FacetName, string[]] => [name, [filter[name] ?? []].flat().map(String)])
    .filter(([, values]) => values.length > 0)
}

/**
 * Exact counts for any combination of filters, from the bits alone (docs/decisions/005-board-counts.md).
 * @param found numbers of the cases that a text search found; they count as one more filter
 */
export async function countBoard(db: Db, filter: BoardFilter, found?: number[]): Promise<BoardCounts> {
  const chosen = chosenValues(filter).map(([facet]) => facet)
  const groups = [...chosen, ...(found ? ['q'] : [])]
  const rows = await db.execute<{ facet: string; value: string; count: number }>(
    groups.length === 0
      ? sql`select facet, value, sum(bit_count(bits))::int as count from board_bits group by facet, value`
      : sql`
    with picked as materialized (${pickedBits(filter, found)}),
    base as materialized (${base(groups.length)})
    select facet, value, sum(ones)::int as count
    from (
      select b.facet, b.value, bit_count(b.bits & base.bits) as ones
      from board_bits b join base on base.chunk = b.chunk
      where b.facet not in ('', ${listOf(chosen)})
      ${sql.join(chosen.map((facet) => besideOwn(facet, groups.length)))}
    ) as each
    group by facet, value`,
  )
  const facets = Object.fromEntries(facetNames.map((name) => [name, new Map()])) as FacetCounts
  for (const { facet, value, count } of rows) if (facet in facets) facets[facet as FacetName].set(value, count)
  return { total: rows.find(({ facet }) => facet === 'all')?.count ?? 0, facets }
}

/** The cases that pass all filters, by chunk; a chunk that lacks one of them has none. */
const base = (filters: number): SQL =>
  sql`select chunk, bit_and(bits) as bits from picked group by chunk having count(*) = ${filters + 1}`

/** The values of a filter that is chosen: what each would show instead, beside all the other filters. */
const besideOwn = (facet: FacetName, filters: number): SQL => sql`
      union all
      select b.facet, b.value, bit_count(b.bits & others.bits)
      from board_bits b
      join (select chunk, bit_and(bits) as bits from picked where facet <> ${facet}
            group by chunk having count(*) = ${filters} offset 0) as others on others.chunk = b.chunk
      where b.facet = ${facet}`

const listOf = (values: readonly string[]): SQL =>
  values.length > 0
    ? sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )
    : sql`''`

/** The numbers of all cases that pass the filters, in no order. For sets known to be small. */
export async function listCaseIds(db: Db, filter: BoardFilter, found?: number[]): Promise<number[]> {
  const groups = chosenValues(filter).length + (found ? 1 : 0) + 1
  const rows = await db.execute<{ chunk: number; bits: Buffer }>(sql`
    with picked as materialized (${pickedBits(filter, found)})
    select chunk, varbit_send(bits) as bits
    from (select chunk, bit_and(bits) as bits from picked group by chunk having count(*) = ${groups}) as passing
    where bit_count(bits) > 0`)
  return rows.flatMap(({ chunk, bits }) => placesOf(bits).map((place) => chunk * chunkBits + place))
}

/** One row per filter and chunk: the cases that have any of the filter's values; `all` stands for being published. */
function pickedBits(filter: BoardFilter, found?: number[]): SQL {
  const values = [...chosenValues(filter), ['all', ['yes']] as const].flatMap(([facet, list]) =>
    list.map((value) => sql`(${facet}, ${value})`),
  )
  const chosen = sql`select facet, chunk, bit_or(bits) as bits from board_bits
    where (facet, value) in (${sql.join(values, sql`, `)}) group by facet, chunk`
  if (!found) return chosen
  return sql`${chosen} union all
    select 'q', id / ${sql.raw(String(chunkBits))}, bits_at(id % ${sql.raw(String(chunkBits))}, 1)::bit varying
    from unnest(${`{${found.join(',')}}`}::int[]) as id group by 2`
}

/** Places of the ones in PostgreSQL's binary form of a bit string: four bytes of length, then the bits, leftmost first. */
function placesOf(sent: Buffer): number[] {
  const places: number[] = []
  for (let at = 4; at < sent.length; at++) {
    const byte = sent[at] as number
    if (byte === 0) continue
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) places.push((at - 4) * 8 + bit)
  }
  return places
}
