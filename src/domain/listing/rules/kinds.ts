import { listingKinds } from '#db/vocabulary.ts'
import { plainText, withoutBlanks } from '#src/text/plain-text.ts'

export type ListingKind = (typeof listingKinds)[number]

/** What the kinds are called on lists: order 27 first, then the older and shorter words. */
const words: Record<ListingKind, readonly string[]> = {
  water: ['水环境重点排污单位', '水环境', '水', '废水', '水污染', 'water'],
  groundwater: ['地下水污染防治重点排污单位', '地下水污染防治', '地下水', 'groundwater'],
  air: ['大气环境重点排污单位', '大气环境', '大气', '废气', '气', '大气污染', 'air'],
  noise: ['噪声重点排污单位', '噪声', '噪音', 'noise'],
  soil: ['土壤污染重点监管单位', '土壤污染监管', '土壤环境污染重点监管单位', '土壤环境', '土壤', 'soil'],
  risk: ['环境风险重点管控单位', '环境风险管控', '环境风险', '风险管控', '风险', 'risk', 'riskcontrol'],
}
const kindOf = new Map(listingKinds.flatMap((kind) => words[kind].map((word) => [word, kind] as const)))

/** One word for a kind; undefined for none that is known. `水环境重点排污单位（废水）` is water too. */
export const readKind = (given: string): ListingKind | undefined => {
  const word = withoutBlanks(given).toLowerCase()
  return kindOf.get(word) ?? kindOf.get(word.replace(/\(.*?\)/g, ''))
}

/** A cell that names kinds, in any usual separation: `水环境、大气环境`, `水/气`. Words that name none come back as they are. */
export function readKinds(given: string): { kinds: ListingKind[]; unknown: string[] } {
  const parts = plainText(given)
    .split(/[、,;/|+和及\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const found = parts.map((part) => ({ part, kind: readKind(part) }))
  const kinds = listingKinds.filter((kind) => found.some((each) => each.kind === kind))
  return { kinds, unknown: found.filter(({ kind }) => kind === undefined).map(({ part }) => part) }
}

/** Does a cell below a kind's own column say yes? Undefined for what says neither. */
export function readMark(given: string): boolean | undefined {
  const text = withoutBlanks(given).toLowerCase()
  if (['', '-', '—', '/', '否', '无', '×', 'x', 'no', 'n', '0', '✗'].includes(text)) return false
  return ['√', '✓', '是', '有', '●', '1', 'yes', 'y', 'v', '☑'].includes(text) || undefined
}
