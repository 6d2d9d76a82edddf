import type { Db } from '#db/client.ts'
import { listRegions } from '#domain/region/queries.ts'
import { listSectors } from '#domain/sector/queries.ts'
import type { BoardFilter } from '#domain/violation/input/board.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { shortened } from '#platform/http/search-fields.ts'
import { remembered } from '#platform/remember.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { searchProblemMessages } from '#src/i18n/messages/search-problems.ts'

export interface BoardReference {
  region: Named[]
  sector: Named[]
}

interface Named {
  code: string
  nameZh: string
  nameEn: string
}

/** What the counties and sectors of the board are called, in their order. */
export const boardReference = remembered(async (db: Db): Promise<BoardReference> => {
  const [region, sector] = await Promise.all([listRegions(db), listSectors(db)])
  return { region, sector }
})

/** The name in the reader's language; the code where the city does not know it. */
export function nameOf(list: Named[], code: string | null, locale: Locale): string {
  const found = list.find((item) => item.code === code)
  return found ? (locale === 'zh' ? found.nameZh : found.nameEn) : (code ?? '')
}

/** Well-formed codes that the city does not have, each with those that are allowed. */
export function unknownCodes(
  filter: Pick<BoardFilter, 'region' | 'sector'>,
  reference: BoardReference,
  locale: Locale,
): (FieldProblem & { given: string })[] {
  return (['region', 'sector'] as const).flatMap((field) =>
    filter[field]
      .filter((code) => !reference[field].some((known) => known.code === code))
      .map((given) => {
        const known = reference[field].map(({ code }) => `${code} (${nameOf(reference[field], code, locale)})`)
        const message = searchProblemMessages[locale].unknownCode(shortened(given), known.join(', '))
        return { field, given, message }
      }),
  )
}

/** The filter without the codes that the city does not have: the rest of the state still shows. */
export function knownCodes<F extends BoardFilter>(filter: F, reference: BoardReference): F {
  const known = (field: 'region' | 'sector') =>
    filter[field].filter((given) => reference[field].some(({ code }) => code === given))
  return { ...filter, region: known('region'), sector: known('sector') }
}
