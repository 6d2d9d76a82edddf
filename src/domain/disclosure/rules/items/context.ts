import type { OutletKind } from '#domain/disclosure/rules/form.ts'
import { type FormItem, isBlank } from '#domain/disclosure/rules/items/item.ts'

/** What the groups of a form may refer to. */
export interface ItemContext {
  /** The draft's outlets: code -> id and kind. */
  outlets: ReadonlyMap<string, { id: number; kind: OutletKind }>
  /** Codes of the treatment facilities that stand in the form itself. */
  facilities: ReadonlySet<string>
  /** Every spelling of a factor (plainName) -> its code. */
  factors: ReadonlyMap<string, string>
  /** The files that the enterprise has handed in. */
  files: ReadonlySet<string>
}

/** One spelling for what people write alike: CODcr, CODCr and ＣＯＤｃｒ. */
export const plainName = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）_-]/g, '')

/** Every spelling of the factors, for `ItemContext.factors`; the first of two that share one keeps it. */
export function factorSpellings(
  factors: readonly { code: string; nameZh: string; nameEn: string; aliases: readonly string[] }[],
): Map<string, string> {
  const spellings = new Map<string, string>()
  for (const { code, nameZh, nameEn, aliases } of factors) {
    for (const name of [code, nameZh, nameEn, ...aliases]) {
      if (!spellings.has(plainName(name))) spellings.set(plainName(name), code)
    }
  }
  return spellings
}

/** The codes that the form gives its treatment facilities. */
export const facilityCodes = (items: readonly FormItem[]): Set<string> =>
  new Set(
    items.flatMap(({ group, typed: { code } }) =>
      group === 'facilities' && code && !isBlank(code) ? [code.normalize('NFKC').trim().toUpperCase()] : [],
    ),
  )
