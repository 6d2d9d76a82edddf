import { z } from 'zod'
import type { OpenList } from '#domain/open-data/rules/list.ts'
import { searchFields } from '#platform/http/search-fields.ts'

export const fileFormats = ['csv', 'json', 'xlsx', 'geojson'] as const
export type FileFormat = (typeof fileFormats)[number]

/** The formats that a list is given in: GeoJSON where its rows have places. */
export const formatsOf = (list: OpenList): FileFormat[] =>
  fileFormats.filter((format) => format !== 'geojson' || list.places)

const is = searchFields('en')

/** What a file's address may say beside the filters of its list. */
export const fileOptions = z.object({
  /** The head in words of a language; without it the names of the API. */
  lang: is.choice(['zh', 'en']).optional(),
  /** `no`: without the last line, for programs that read every line as a row. */
  end: is.choice(['no']).optional(),
})

/** The address of a file: the filters and the order of its list. */
export const fileSearch = (list: OpenList): z.ZodObject => {
  const { limit: _limit, cursor: _cursor, ...filters } = list.search.shape
  return z.object({ ...filters, ...fileOptions.shape })
}
