import type { DraftForm, FormOutlet } from '#domain/disclosure/queries/draft-form.ts'
import {
  isRowFieldOf,
  outletFields,
  outletKey,
  type RowContext,
  rowFields,
  rowKey,
} from '#domain/disclosure/rules/form.ts'
import { isAskedOf } from '#domain/disclosure/rules/items/check.ts'
import { type GroupName, groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { type FormItem, itemField, lastItem } from '#domain/disclosure/rules/items/item.ts'
import type { FieldSpec } from '#domain/disclosure/rules/items/spec.ts'
import {
  columnOf,
  fieldColumn,
  given,
  headOf,
  rowColumn,
  type SheetColumn,
} from '#domain/disclosure/rules/sheet/columns.ts'
import { shownText } from '#domain/disclosure/rules/sheet/words.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { sheetFormMessages } from '#src/i18n/messages/sheet-form.ts'
import { term } from '#src/i18n/terms.ts'

export type SheetId = GroupName | 'rows'

export interface SheetCell {
  text: string
  /** The field of the form that it fills. */
  field?: string
  /** False where an outlet of this kind, or a factor of this sort, has nothing to say. */
  isAsked: boolean
}

export interface SheetRow {
  key: string
  label: string
  /** Offered in the one asked cell of a pair. */
  words?: readonly string[] | undefined
  /** By column. */
  cells: Readonly<Record<string, SheetCell>>
}

export interface FormSheet {
  id: SheetId
  /** The columns that tell the rows apart. */
  keys: readonly string[]
  columns: readonly SheetColumn[]
  rows: readonly SheetRow[]
  /** Of a repeated group: a row more is a new item, one less is one taken away. */
  repeated?: { group: GroupName; most: number; spareRows: number }
}

export type SheetSource = Pick<DraftForm, 'outlets' | 'items' | 'context'>

/** The sheets of a draft: one for each group of the form, one for the outlets' factors. Files are attached on the site alone. */
export function planSheets(form: SheetSource, locale: Locale): FormSheet[] {
  const names = factorNames(form, locale)
  const asked = (field: string, typed: string | undefined, isAsked = true): SheetCell => ({
    text: shownText(field, typed ?? '', locale, names),
    field,
    isAsked,
  })
  const sheets = groupNames.map((group): FormSheet => {
    const spec = groupSpec(group)
    if (spec.ofOutlets) return outletSheet(form, locale, asked)
    const own = form.items.filter((item) => item.group === group)
    return spec.repeated
      ? tableSheet(group, spec.repeated.most, own, locale, asked)
      : pairSheet(group, own[0] ?? { group, item: 1, typed: {} }, locale, asked)
  })
  const after = sheets.findIndex(({ id }) => id === 'outlets') + 1
  return [...sheets.slice(0, after), rowSheet(form.outlets, locale, asked), ...sheets.slice(after)]
}

type Asked = (field: string, typed: string | undefined, isAsked?: boolean) => SheetCell
const known = (text: string): SheetCell => ({ text, isAsked: false })
const askedFields = (group: GroupName): [string, FieldSpec][] =>
  Object.entries(groupSpec(group).fields).filter(([, { kind }]) => kind !== 'files')

/** What the draft's own factors are called. */
export const factorNames = ({ outlets }: Pick<SheetSource, 'outlets'>, locale: Locale): Map<string, string> =>
  new Map(
    outlets.flatMap(({ rows }) =>
      rows.map(({ context, factorNameZh, factorNameEn }): [string, string] => [
        context.factorCode,
        locale === 'zh' ? factorNameZh : factorNameEn,
      ]),
    ),
  )

function pairSheet(group: GroupName, item: FormItem, locale: Locale, asked: Asked): FormSheet {
  const say = sheetFormMessages[locale]
  return {
    id: group,
    keys: ['field'],
    columns: [
      { ...given('field', say.fieldId, 12), isHidden: true },
      given('label', say.item, 46),
      columnOf('value', say.value, 48),
      given('hint', say.hint, 46),
    ],
    rows: askedFields(group).map(([field, spec]) => {
      const { head, hint, words } = headOf(locale, group, field, spec)
      return {
        key: field,
        words,
        label: head.split('\n', 1)[0] as string,
        cells: {
          field: known(field),
          label: known(head),
          value: asked(itemField(item, field), item.typed[field]),
          hint: known(hint),
        },
      }
    }),
  }
}

/** Blank rows that wait below a table. */
const spareRows = 8

function tableSheet(
  group: GroupName,
  most: number,
  items: readonly FormItem[],
  locale: Locale,
  asked: Asked,
): FormSheet {
  const fields = askedFields(group)
  const last = Math.max(0, ...items.map(({ item }) => item))
  const spare = Array.from(
    { length: Math.max(0, Math.min(spareRows, most - items.length, lastItem - last)) },
    (_, i): FormItem => ({ group, item: last + 1 + i, typed: {} }),
  )
  return {
    id: group,
    keys: ['item'],
    columns: [
      given('item', sheetFormMessages[locale].itemNumber, 8),
      ...fields.map(([field, spec]) => fieldColumn(locale, group, field, spec)),
    ],
    rows: [...items, ...spare].map((item) => ({
      key: String(item.item),
      label: String(item.item),
      cells: {
        item: known(String(item.item)),
        ...Object.fromEntries(fields.map(([field]) => [field, asked(itemField(item, field), item.typed[field])])),
      },
    })),
    repeated: { group, most, spareRows: spare.length },
  }
}

function outletSheet({ outlets, items, context }: SheetSource, locale: Locale, asked: Asked): FormSheet {
  const say = sheetFormMessages[locale]
  const fields = askedFields('outlets')
  return {
    id: 'outlets',
    keys: ['outlet'],
    columns: [
      given('outlet', say.outletCode, 12),
      given('outletName', say.outletName, 22),
      given('outletKind', say.outletKind, 14),
      ...outletFields.map((field) => rowColumn(locale, field)),
      ...fields.map(([field, spec]) => fieldColumn(locale, 'outlets', field, spec)),
    ],
    rows: outlets.map(({ id, code, name, rows }) => {
      const kind = rows[0]?.context.outletKind ?? 'fugitive'
      const item = items.find((one) => one.group === 'outlets' && one.item === id)
      const of = { group: 'outlets', item: id } as const
      return {
        key: code,
        label: code,
        cells: {
          outlet: known(code),
          outletName: known(name),
          outletKind: known(term(locale, 'outletKind', kind)),
          ...Object.fromEntries(
            outletFields.map((field) => [field, asked(`${outletKey(id)}.${field}`, rows[0]?.typed[field])]),
          ),
          ...Object.fromEntries(
            fields.map(([field]) => [
              field,
              asked(itemField(of, field), item?.typed[field], kind !== 'fugitive' && isAskedOf(of, field, context)),
            ]),
          ),
        },
      }
    }),
  }
}

function rowSheet(outlets: readonly FormOutlet[], locale: Locale, asked: Asked): FormSheet {
  const say = sheetFormMessages[locale]
  return {
    id: 'rows',
    keys: ['outlet', 'factorCode'],
    columns: [
      given('outlet', say.outletCode, 10),
      given('outletName', say.outletName, 16),
      given('factorCode', say.factorCode, 10),
      given('factor', say.factor, 14),
      given('unit', say.unit, 9),
      given('limit', say.limit, 10),
      given('permitted', say.permitted, 11),
      given('lastYear', say.lastYear, 16),
      ...rowFields.map((field) => rowColumn(locale, field)),
    ],
    rows: outlets.flatMap(({ code, name, rows }) =>
      rows.map(({ context, typed, factorNameZh, factorNameEn }) => {
        const factor = locale === 'zh' ? factorNameZh : factorNameEn
        return {
          key: `${code} ${context.factorCode}`,
          label: `${code} ${factor}`,
          cells: {
            outlet: known(code),
            outletName: known(name),
            factorCode: known(context.factorCode),
            factor: known(factor),
            unit: known(context.unit),
            limit: known(limitText(context)),
            permitted: known(context.permittedTonnes === null ? '—' : String(context.permittedTonnes)),
            lastYear: known(lastYearText(context, locale)),
            ...Object.fromEntries(
              rowFields.map((field) => {
                const isTotal = field === 'total' || field === 'totalReason'
                const isAsked = isRowFieldOf(field, context.outletKind) && (context.hasTotal || !isTotal)
                return [field, asked(`${rowKey(context)}.${field}`, typed[field], isAsked)]
              }),
            ),
          },
        }
      }),
    ),
  }
}

const limitText = ({ limitMin, limitMax }: RowContext) =>
  limitMax === null ? '—' : limitMin === null ? String(limitMax) : `${limitMin}–${limitMax}`

function lastYearText({ lastYear }: RowContext, locale: Locale): string {
  const text = (value: number | null | undefined) => (value === null || value === undefined ? null : String(value))
  return sheetFormMessages[locale].lastYearIs(text(lastYear?.mean), text(lastYear?.totalTonnes)) || '—'
}
