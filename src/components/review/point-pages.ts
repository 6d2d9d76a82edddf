import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { outletKey, rowKey } from '#domain/disclosure/rules/form.ts'

/** The rows of one outlet: each a place of a return, and the outlet itself. */
export type OutletPoints = readonly PublishedRow[]

export const placesOf = (outlet: OutletPoints): string[] => [
  ...outlet.map(rowKey),
  ...outlet.slice(0, 1).map(({ outletId }) => outletKey(outletId)),
]

/** The page that is shown: where something is wrong, else the one that was asked for, else the first. From 0. */
export function shownPage(
  pages: readonly OutletPoints[][],
  isWrong: (place: string) => boolean,
  asked: unknown,
): number {
  const wrong = pages.findIndex((page) => page.flatMap(placesOf).some(isWrong))
  if (wrong >= 0) return wrong
  const number = Math.trunc(Number(asked))
  return number >= 1 && number <= pages.length ? number - 1 : 0
}
