import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { nearShare } from '#domain/enterprise/rules/limit.ts'

/** How an enterprise's newest disclosure stands to its limits; `none`: nothing has been disclosed. */
export type EnterpriseStanding = 'over' | 'near' | 'within' | 'none'

type Numeric = SQL | AnyPgColumn

/**
 * judgeAgainstLimit in SQL: is the value over, rounded to the decimals of the limit, half to even (GB/T 8170)? Without a
 * limit it is not.
 */
export function isOverLimit(value: Numeric, limitMin: Numeric, limitMax: Numeric): SQL<boolean> {
  const phDecimals = sql`greatest(1, ${decimals(limitMin)}, ${decimals(limitMax)})`
  // What is within as it stands is within when rounded too: the arithmetic is for the few others.
  return sql<boolean>`coalesce(case
    when ${value} <= ${limitMax} and (${limitMin} is null or ${value} >= ${limitMin}) then false
    when ${limitMin} is not null then ${halfEven(value, phDecimals)} not between ${limitMin} and ${limitMax}
    when ${limitMax} = 0 then ${value} > 0
    else ${halfEven(value, sql`greatest(case when ${limitMax} < 10 then 1 else 0 end, ${decimals(limitMax)})`)} > ${limitMax} end, false)`
}

const decimals = (limit: Numeric) => sql`scale(trim_scale(${limit}))`

const halfEven = (value: Numeric, places: SQL) => sql`case
  when mod(abs(${value}) * 10::numeric ^ ${places}, 1) = 0.5
  then 2 * round(${value} * 10::numeric ^ ${places} / 2) / 10::numeric ^ ${places}
  else round(${value}, ${places}) end`

/** The standing of the enterprise at hand by its newest published disclosure: to be joined laterally. No row when it has none. */
export function standingOfEnterprise(db: Db) {
  const { concentrationMin, concentrationMax, limitMin, limitMax, exceedanceCount } = disclosureRows
  const newest = db
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(and(eq(disclosures.enterpriseId, enterprises.id), eq(disclosures.state, 'published')))
    .orderBy(desc(disclosures.year))
    .limit(1)
    .as('newest_disclosure')
  const isOver = sql`${exceedanceCount} > 0 or ${isOverLimit(concentrationMax, limitMin, limitMax)}
    or ${limitMin} is not null and ${isOverLimit(concentrationMin, limitMin, limitMax)}`
  const isNear = sql`${limitMin} is null and ${limitMax} > 0 and ${concentrationMax} >= ${limitMax} * ${sql.raw(String(nearShare))}`
  return db
    .select({
      standing: sql<Exclude<EnterpriseStanding, 'none'>>`case
        when bool_or(${isOver}) then 'over' when bool_or(${isNear}) then 'near' else 'within' end`.as('standing'),
    })
    .from(newest)
    .innerJoin(disclosureRows, eq(disclosureRows.disclosureId, newest.id))
    .groupBy(newest.id)
    .as('standing_of')
}
