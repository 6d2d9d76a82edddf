import { asc } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { factors } from '#db/schema/standard.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { listRegions } from '#domain/region/queries.ts'
import { listSectors } from '#domain/sector/queries.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { shortened } from '#platform/http/search-fields.ts'
import { remembered } from '#platform/remember.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { searchProblemMessages } from '#src/i18n/messages/search-problems.ts'

/** A code with its names. */
export interface Named {
  code: string
  nameZh: string
  nameEn: string
}

const listFactors = (db: Db) =>
  db
    .select({ code: factors.code, medium: factors.medium, nameZh: factors.nameZh, nameEn: factors.nameEn })
    .from(factors)
    .orderBy(asc(factors.code))

/** What codes in the register are called: counties, sectors and factors, each as a list in order and by code. */
export const registerReference = remembered(async (db) => {
  const [regions, sectors, factorList] = await Promise.all([listRegions(db), listSectors(db), listFactors(db)])
  return {
    regions,
    sectors,
    factors: factorList,
    region: byCode(regions),
    sector: byCode(sectors),
    factor: byCode(factorList),
  }
})

export type RegisterReference = Awaited<ReturnType<typeof registerReference>>

/** The name in the reader's language; the code where the register does not know it. */
export function nameOf(names: Map<string, Named>, code: string, locale: Locale): string {
  const found = names.get(code)
  return found ? (locale === 'zh' ? found.nameZh : found.nameEn) : code
}

/** Well-formed codes that the register does not know, each with the ones that are allowed. */
export function unknownCodes(
  filter: Pick<EnterpriseFilter, 'region' | 'sector' | 'factor'>,
  reference: RegisterReference,
  locale: Locale,
): (FieldProblem & { given: string })[] {
  const say = searchProblemMessages[locale]
  return (['region', 'sector', 'factor'] as const).flatMap((field) =>
    filter[field]
      .filter((code) => !reference[field].has(code))
      .map((given) => {
        const known = [...reference[field].values()].map(({ code, nameZh, nameEn }) =>
          locale === 'zh' ? `${code}（${nameZh}）` : `${code} (${nameEn})`,
        )
        const shown = known.length > 12 ? `${known.slice(0, 12).join(', ')} …` : known.join(', ')
        return { field, given, message: say.unknownCode(shortened(given), shown) }
      }),
  )
}

/** The filter without the codes that the register does not know: the rest of the state still shows. */
export function knownCodes<F extends EnterpriseFilter>(filter: F, reference: RegisterReference): F {
  const known = (field: 'region' | 'sector' | 'factor') => filter[field].filter((code) => reference[field].has(code))
  return { ...filter, region: known('region'), sector: known('sector'), factor: known('factor') }
}

const byCode = <T extends Named>(list: T[]) => new Map(list.map((item) => [item.code, item]))
