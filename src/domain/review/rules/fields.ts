import {
  isRowFieldOf,
  type OutletKind,
  outletFields,
  outletKey,
  rowFields,
  rowKey,
} from '#domain/disclosure/rules/form.ts'

/** The whole disclosure, where no field will do: a part that is missing altogether. */
export const wholeForm = 'form'

export interface FieldRow {
  outletId: number
  outletKind: OutletKind
  factorCode: string
}

/**
 * What a point of a return, a doubt or a report can be about, in the form's own order: the whole, an outlet (`o12`) and its
 * fields, a row (`r12_w01018`) and its fields. `others` are the items of the form's other parts (`products_2`) and their fields.
 */
export function fieldsOf(rows: readonly FieldRow[], others: readonly string[] = []): string[] {
  const outlets = Map.groupBy(rows, ({ outletId }) => outletId)
  return [
    wholeForm,
    ...others,
    ...[...outlets].flatMap(([outletId, ofOutlet]) => [
      outletKey(outletId),
      ...outletFields.map((field) => `${outletKey(outletId)}.${field}`),
      ...ofOutlet.flatMap((row) => [
        rowKey(row),
        ...rowFields.filter((field) => isRowFieldOf(field, row.outletKind)).map((field) => `${rowKey(row)}.${field}`),
      ]),
    ]),
  ]
}
