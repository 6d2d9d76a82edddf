import { savedFields } from '#domain/disclosure/queries/draft.ts'
import type { DraftForm, FormRow } from '#domain/disclosure/queries/draft-form.ts'
import { type RowContext, rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { type FormItem, itemFields } from '#domain/disclosure/rules/items/item.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'
import type { SheetSource } from '#domain/disclosure/rules/sheet/plan.ts'

/** Outlet 1 is water (COD, pH), outlet 2 a stack (dust), outlet 3 the boundary (dust). */
export const rowsOf = (typed: Record<string, Typed>): FormRow[] =>
  (
    [
      [1, 'DW001', '废水总排口', 'water_outlet', 'w01018', '化学需氧量', 'COD', 'mg/L', true],
      [1, 'DW001', '废水总排口', 'water_outlet', 'w01001', 'pH 值', 'pH', '无量纲', false],
      [2, 'DA001', '锅炉烟囱', 'stack', 'a34013', '颗粒物', 'Particulates', 'mg/m³', true],
      [3, 'MF001', '厂界', 'fugitive', 'a34013', '颗粒物', 'Particulates', 'mg/m³', true],
    ] as const
  ).map(([outletId, outletCode, outletName, outletKind, factorCode, factorNameZh, factorNameEn, unit, hasTotal]) => ({
    context: {
      outletId,
      outletKind,
      factorCode,
      unit,
      hasTotal,
      limitMin: null,
      limitMax: 30,
      averaging: 'day',
      permittedTonnes: null,
      permittedEnterpriseTonnes: null,
      seen: null,
      carriesM3PerYear: null,
      flow: null,
      hours: null,
      lastYear: null,
    } satisfies RowContext,
    outletCode,
    outletName,
    destination: null,
    factorNameZh,
    factorNameEn,
    limitBasis: null,
    typed: typed[`${outletCode} ${factorCode}`] ?? {},
    checked: undefined as unknown as FormRow['checked'],
  }))

/** A draft's form of these rows and items, as the workbook is made from it. */
export function sheetSource(rows: readonly FormRow[], items: readonly FormItem[]): SheetSource {
  const byOutlet = Map.groupBy(rows, ({ context }) => context.outletId)
  return {
    outlets: [...byOutlet].map(([id, own]) => ({
      id,
      code: own[0]?.outletCode ?? '',
      name: own[0]?.outletName ?? '',
      destination: null,
      rows: own,
    })),
    items: [...items],
    context: {
      outlets: new Map(
        rows.map(({ outletCode, context }) => [outletCode, { id: context.outletId, kind: context.outletKind }]),
      ),
      facilities: new Set(),
      factors: new Map(),
      files: new Set(),
    },
  } satisfies Pick<DraftForm, 'outlets' | 'items' | 'context'>
}

export const fieldsOf = ({ outlets, items }: SheetSource): TypedFields => ({
  ...savedFields(
    outlets.flatMap(({ rows }) => rows),
    rowFields,
  ),
  ...Object.assign({}, ...items.map(itemFields)),
})
