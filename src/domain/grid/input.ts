import { z } from 'zod'
import { searchTerms } from '#db/search-text.ts'
import { gridRoles } from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { gridPlaceProblem } from '#src/i18n/messages/grid-place.ts'

export const gridLimits = {
  post: 100,
  task: 300,
  basis: 200,
  person: 40,
  nameZh: 60,
  nameEn: 80,
  reason: 300,
  reachKm: 50,
  line: 8000,
  pageSize: 50,
  firmsFound: 10,
}
const l = gridLimits

export const cellCode = z.string().regex(/^\d{6}(-[TR]\d{2,3})?$/)

/** An office telephone with its area code, or a short number such as 12369; a mobile telephone is a person's. */
export const officePhone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,24}$/)
  .refine((text) => !/(?<!\d)1[3-9]\d{9}(?!\d)/.test(text.replace(/\D/g, '')))

const optional = (most: number) => plainText(0, most).transform((text) => text || null)

export const dutyInput = z.object({
  cell: cellCode,
  role: z.enum(gridRoles),
  post: plainText(2, l.post),
  officePhone,
  task: plainText(2, l.task),
  personName: optional(l.person),
  nameBasis: optional(l.basis),
  fromOn: day,
})

export const dutyEnding = z.object({
  cell: cellCode,
  dutyId: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  untilOn: day,
})

const degrees = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{2,3}(\.\d{1,7})?$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)

const cellNames = {
  regionCode: z.string().regex(/^\d{6}$/),
  nameZh: plainText(2, l.nameZh),
  nameEn: plainText(2, l.nameEn),
  reachKm: z
    .string()
    .trim()
    .regex(/^\d{1,2}(\.\d)?$/)
    .transform(Number)
    .refine((km) => km > 0 && km <= l.reachKm),
}

/** A town or park. */
export const cellInput = z.object({
  ...cellNames,
  longitudeDeg: degrees(73, 136),
  latitudeDeg: degrees(3, 54),
})

/** A reach of a river; its course is read by `readCourse`, which says on which line it is wrong. */
export const reachInput = z.object({ ...cellNames, line: plainText(1, l.line) })

export const sourceAssignment = z.object({
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{9,18}$/),
  cell: cellCode,
  reason: plainText(4, l.reason),
})
export const regionAssignment = z.object({ regionCode: z.string().regex(/^\d{6}$/) })

const atText = /^(\d{2,3}(?:\.\d{1,7})?),(\d{1,2}(?:\.\d{1,7})?)$/

/** `112.13,28.52`: a place in degrees of WGS 84, the longitude first. */
export const placeAt = (locale: Locale) =>
  searchFields(locale)
    .one('at')
    .transform((text) => text.replace(/[\s，]+/g, (gap) => (gap.includes('，') ? ',' : '')))
    .refine((text) => atText.test(text) && inChina(pairOf(text)), {
      error: ({ input }) => gridPlaceProblem(locale, String(input).slice(0, 40)),
    })
    .transform(pairOf)

const pairOf = (text: string): [longitudeDeg: number, latitudeDeg: number] => {
  const [, longitude, latitude] = atText.exec(text) ?? []
  return [Number(longitude), Number(latitude)]
}
const inChina = ([longitude, latitude]: readonly [number, number]) =>
  longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    /** A firm, as the register is searched. */
    q: is.words(100, (text) => text === '' || searchTerms(text).length > 0),
    at: placeAt(locale).optional(),
    region: is.regionCode.optional(),
  })
}
/** The address of /progress/responsible. */
export const responsibleSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>

const pageIn = (locale: Locale) => z.object({ page: searchFields(locale).whole('page', 1, 10_000).default(1) })
export const cellPageSearch = { zh: pageIn('zh'), en: pageIn('en') } satisfies Record<Locale, z.ZodObject>

const deskIn = (locale: Locale) =>
  z.object({
    region: searchFields(locale).regionCode.optional(),
    page: searchFields(locale).whole('page', 1, 10_000).default(1),
  })
/** The address of /office/grid. */
export const gridDeskSearch = { zh: deskIn('zh'), en: deskIn('en') } satisfies Record<Locale, z.ZodObject>

/** The place that the address of the map asks about. */
export const mapPlaceSearch = {
  zh: z.object({ at: placeAt('zh').optional() }),
  en: z.object({ at: placeAt('en').optional() }),
} satisfies Record<Locale, z.ZodObject>

/** `/map/at`. */
export const mapPlace = { zh: z.object({ at: placeAt('zh') }), en: z.object({ at: placeAt('en') }) }

const english = searchFields('en')
export const gridDutyApiSearch = z.object({
  region: english.regionCode.optional(),
  role: english.choice(gridRoles).optional(),
  limit: english.whole('limit', 1, 200).default(50),
  cursor: english.cursor,
})
