import { createHash } from 'node:crypto'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { type GroupName, groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { Answers, PublishedItem } from '#domain/disclosure/rules/items/item.ts'
import { canonicalJson } from '#platform/canonical-json.ts'

/** What stands on a public version itself: names of the register, which may change later, are not among it. */
export interface PublishedContent {
  id: number
  year: number
  version: number
  correctionReason: string | null
  signedName: string | null
  signedAt: Date | null
  publishedAt: Date | null
  rows: readonly PublishedRow[]
  items: readonly PublishedItem[]
}

/** The columns of a row that a version holds itself. */
export const contentColumns = [
  'outletCode',
  'factorCode',
  'route',
  'pattern',
  'concentrationState',
  'concentrationMin',
  'concentrationMean',
  'concentrationMax',
  'concentrationUnit',
  'detectionLimit',
  'origin',
  'sampleCount',
  'reportNo',
  'rateMin',
  'rateMax',
  'limitMin',
  'limitMax',
  'limitAveraging',
  'limitBasis',
  'totalState',
  'totalTonnes',
  'permittedTonnes',
  'judgedCount',
  'exceedanceCount',
  'exceedanceReason',
  'specialLimit',
  'limitRate',
  'limitWaterPerProduct',
  'specialPeriodLimit',
  'supervisoryExceedanceRate',
  'onlineExceedanceRate',
  'unusualReason',
] as const satisfies readonly (keyof PublishedRow)[]

/**
 * SHA-256 of what a version published, in canonical JSON (keys sorted, no blanks): whoever has the record of the API, its
 * fields `id`, `year`, `version`, `correctionReason`, `signedName`, `signedAt`, `publishedAt`, of each row `contentColumns`,
 * and `groups`, can count it again. It stands on the page, in the API and, with a code, on the printed form.
 */
export function fingerprint(content: PublishedContent): string {
  const { id, year, version, correctionReason, signedName, signedAt, publishedAt, rows, items } = content
  const head = { id, year, version, correctionReason, signedName, signedAt, publishedAt }
  const published = {
    ...head,
    rows: rows.map((row) => Object.fromEntries(contentColumns.map((column) => [column, row[column]]))),
    groups: groupsOf(items, rows),
  }
  return createHash('sha256').update(canonicalJson(published)).digest('hex')
}

export type PublicGroups = Partial<Record<GroupName, PublicItem | PublicItem[]>>
type PublicItem = Answers & { item?: number; outletCode?: string }

/** The groups by name, as the API gives them: one object, or a list where the group is repeated or asked of each outlet. */
export function groupsOf(items: readonly PublishedItem[], rows: readonly PublishedRow[]): PublicGroups {
  const codes = new Map(rows.map(({ outletId, outletCode }) => [outletId, outletCode]))
  const byGroup = Map.groupBy(items, ({ group }) => group)
  const groups: PublicGroups = {}
  for (const group of groupNames) {
    const own = byGroup.get(group)
    if (!own) continue
    const { repeated, ofOutlets } = groupSpec(group)
    if (ofOutlets) groups[group] = own.map(({ item, answers }) => ({ outletCode: codes.get(item) ?? '', ...answers }))
    else if (repeated) groups[group] = own.map(({ item, answers }) => ({ item, ...answers }))
    else groups[group] = own[0]?.answers ?? {}
  }
  return groups
}
