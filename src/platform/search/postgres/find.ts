import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { SearchHit, SearchQuery } from '#platform/search/port.ts'
import { begins, contains, holdsWords, type Tables, textArray } from '#platform/search/postgres/tables.ts'

/** So many things are looked at and counted; beyond them the page says "more than". */
export const mostCounted = 10_000
/** So many things may have the very name that was typed. */
const mostNamed = 50

export interface Found {
  hits: SearchHit[]
  counts: { facet: 'kind' | 'region' | 'year'; value: string; count: number }[]
  /** How many fit without any filter, up to `mostCounted`. */
  looked: number
}

/**
 * What holds all the words, with the best of each kind and the counts beside each filter, in one statement: the things are found
 * once, and everything is counted in what was found. Things with the very name that was typed are always among them.
 */
export async function find(
  db: Db,
  { documents, names }: Tables,
  words: readonly string[],
  query: SearchQuery,
  isCounted = true,
): Promise<Found> {
  const typed = words.join('')
  const ofKind = oneOf(sql`f.kind::text`, query.kinds)
  const ofRegion = oneOf(sql`f.region_code`, query.regions)
  const ofYear = oneOf(sql`f.year::text`, query.years.map(String))
  const columns = sql`d.key, d.kind, d.region_code, d.year, d.weight`
  const holds = holdsWords(sql`d.search_text`, words)
  const [row] = await db.execute<{ found: Found }>(sql`
    with named as materialized (select distinct key from ${names} where name = ${typed} limit ${mostNamed}),
    found as materialized (
      (select ${columns}, ${tier(words, sql`true`)} as tier from ${documents} d where d.key in (select key from named))
      union all
      (select ${columns}, ${tier(words, sql`false`)} as tier from ${documents} d
       where ${holds} and d.key not in (select key from named) limit ${mostCounted + 1})
    ),
    judged as (select f.*, ${ofKind} as of_kind, ${ofRegion} as of_region, ${ofYear} as of_year from found f),
    counts as (
      select 'kind' as facet, kind::text as value, count(*)::int as count from judged where of_region and of_year group by kind
      union all
      select 'region', region_code, count(*)::int from judged where of_kind and of_year and region_code is not null group by region_code
      union all
      select 'year', year::text, count(*)::int from judged where of_kind and of_region and year is not null group by year
    ),
    placed as (
      select key, tier, weight, row_number() over w as place
      from judged where of_kind and of_region and of_year
      window w as (partition by kind order by tier, weight desc, key)
    ),
    hits as (
      select d.key, d.kind, d.title_zh as "titleZh", d.title_en as "titleEn", ${stretch(sql`d.body_zh`, words)} as "bodyZh", ${stretch(sql`d.body_en`, words)} as "bodyEn",
        d.region_code as "regionCode", d.year, d.shown, p.tier, p.place
      from (select * from placed where place > ${query.offset} and place <= ${query.offset + query.limit}) p
      join ${documents} d on d.key = p.key
    )
    select json_build_object(
      'hits', (select coalesce(json_agg(hits order by kind, place), '[]') from hits),
      'counts', ${isCounted ? sql`(select coalesce(json_agg(counts), '[]') from counts)` : sql`'[]'::json`},
      'looked', (select count(*)::int from found)
    ) as found`)
  return row?.found as Found
}

/** Of a long text what stands round the longest word: a whole law is not sent for one line of it. */
function stretch(text: SQL, words: readonly string[]): SQL {
  const word = [...words].sort((a, b) => b.length - a.length)[0] ?? ''
  // Lower case costs a millisecond for a long text: Chinese has none.
  const from = /[a-z]/.test(word) ? sql`strpos(lower(${text}), ${word}) - 80` : sql`strpos(${text}, ${word}) - 80`
  return sql`case when length(${text}) <= 400 then ${text} when ${from} > 1 then '…' || substr(${text}, ${from}, 400) else left(${text}, 400) end`
}

const oneOf = (value: SQL, chosen: readonly string[]): SQL =>
  chosen.length === 0 ? sql`true` : sql`coalesce(${value} = any(${textArray(chosen)}), false)`

/**
 * How well a thing fits: 0 its title is what was typed, 1 another of its names, 2 its title begins so, 3 another name, 4 a name holds
 * it, 5 the names hold all words, 6 the words stand whole in its text, 7 they are parts of words.
 */
function tier(words: readonly string[], isNamed: SQL): SQL {
  const typed = words.join('')
  const names = sql`d.names`
  const inNames = sql.join(
    words.map((word) => contains(names, word)),
    sql` and `,
  )
  const latin = words.filter((word) => /^[\x21-\x7e]+$/.test(word))
  const standWhole = sql.join(
    latin.map((word) => contains(sql`(' ' || d.search_text || ' ')`, ` ${word} `)),
    sql` and `,
  )
  return sql`case
    when ${begins(names, `\n${typed}\n`)} then 0
    when ${isNamed} or ${contains(names, `\n${typed}\n`)} then 1
    when ${begins(names, `\n${typed}`)} then 2
    when ${contains(names, `\n${typed}`)} then 3
    when ${contains(names, typed)} then 4
    when ${inNames} then 5
    ${latin.length > 0 ? sql`when not (${standWhole}) then 7` : sql``}
    else 6 end`
}
