import { listingKinds } from '#db/vocabulary.ts'
import type { ListingKind } from '#domain/listing/rules/kinds.ts'

export interface ListedFirm {
  creditCode: string
  kinds: ListingKind[]
}

export interface Compared<F extends ListedFirm> {
  /** On the list now and not the year before. */
  added: F[]
  /** No longer on it. */
  removed: F[]
  kept: F[]
  /** Kept, with other kinds than before. */
  changed: { firm: F; before: ListingKind[] }[]
  /** Firms by kind: a firm of two kinds counts in both. */
  byKind: { kind: ListingKind; before: number; after: number; added: number; removed: number; kept: number }[]
}

/** What a list says against that of the year before: firms by their code, and firms in each kind. */
export function compareLists<F extends ListedFirm>(before: readonly F[], after: readonly F[]): Compared<F> {
  const old = new Map(before.map((firm) => [firm.creditCode, firm]))
  const now = new Map(after.map((firm) => [firm.creditCode, firm]))
  const kept = after.filter(({ creditCode }) => old.has(creditCode))
  return {
    added: after.filter(({ creditCode }) => !old.has(creditCode)),
    removed: before.filter(({ creditCode }) => !now.has(creditCode)),
    kept,
    changed: kept.flatMap((firm) => {
      const kinds = old.get(firm.creditCode)?.kinds ?? []
      return sameKinds(kinds, firm.kinds) ? [] : [{ firm, before: kinds }]
    }),
    byKind: listingKinds
      .map((kind) => {
        const was = codesOf(before, kind)
        const is = codesOf(after, kind)
        const stayed = [...is].filter((code) => was.has(code)).length
        return {
          kind,
          before: was.size,
          after: is.size,
          added: is.size - stayed,
          removed: was.size - stayed,
          kept: stayed,
        }
      })
      .filter((row) => row.before + row.after > 0),
  }
}

const codesOf = (firms: readonly ListedFirm[], kind: ListingKind) =>
  new Set(firms.filter(({ kinds }) => kinds.includes(kind)).map(({ creditCode }) => creditCode))

const sameKinds = (a: readonly ListingKind[], b: readonly ListingKind[]) =>
  a.length === b.length && a.every((kind) => b.includes(kind))
