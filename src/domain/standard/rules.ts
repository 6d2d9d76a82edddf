import { normaliseSearch } from '#db/search-text.ts'

/** The last part of a standard's address: `GB 4915-2013` is at /library/standards/gb-4915-2013. */
export function standardSlug(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/** Whether a factor is meant by what was typed: a part of a name, alias, code or CAS number, in any spelling of width and case. */
export function matchesFactor(
  factor: { code: string; nameZh: string; nameEn: string; aliases: string[]; casNumber: string | null },
  typed: string,
): boolean {
  const wanted = normaliseSearch(typed)
  if (wanted === '') return false
  return [factor.code, factor.nameZh, factor.nameEn, factor.casNumber ?? '', ...factor.aliases].some((name) =>
    normaliseSearch(name).includes(wanted),
  )
}

interface Countable {
  sectorCodes: readonly string[]
  media: readonly string[]
}

/** How many standards each value of each filter would show; a filter's own choice does not narrow its counts. */
export function countFacets(
  standards: readonly Countable[],
  filter: { sector: readonly string[]; medium?: string | undefined },
): { sector: Record<string, number>; medium: Record<string, number> } {
  const ofSector = ({ sectorCodes }: Countable) =>
    filter.sector.length === 0 || sectorCodes.some((code) => filter.sector.includes(code))
  const ofMedium = ({ media }: Countable) => filter.medium === undefined || media.includes(filter.medium)
  return {
    sector: tally(standards.filter(ofMedium).flatMap(({ sectorCodes }) => sectorCodes)),
    medium: tally(standards.filter(ofSector).flatMap(({ media }) => media)),
  }
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
