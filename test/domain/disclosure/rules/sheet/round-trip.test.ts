import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldLength } from '#domain/disclosure/input.ts'
import { isRowFieldOf, outletFields, rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { FormItem } from '#domain/disclosure/rules/items/item.ts'
import { formSheet } from '#domain/disclosure/rules/sheet/layout.ts'
import { locateSheets } from '#domain/disclosure/rules/sheet/locate.ts'
import { factorNames, planSheets, type SheetSource } from '#domain/disclosure/rules/sheet/plan.ts'
import { readFormSheet } from '#domain/disclosure/rules/sheet/read.ts'
import { typedText } from '#domain/disclosure/rules/sheet/words.ts'
import { writeFormWorkbook } from '#platform/sheet/form-workbook.ts'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { tidy } from '#src/text/tidy.ts'
import { fieldsOf, rowsOf, sheetSource } from '#test/domain/disclosure/rules/sheet/form.ts'
import { editXlsx, type SheetEdit } from '#test/support/edit-xlsx.ts'

async function workbookOf(source: SheetSource, locale: Locale) {
  return writeFormWorkbook(planSheets(source, locale).map((plan) => formSheet(plan, plan.id, locale)))
}

/** What a file changes against the form that it was made from. */
function changesIn(bytes: Buffer, source: SheetSource, locale: Locale) {
  const { located, findings } = locateSheets(inspectXlsx(bytes), planSheets(source, locale), undefined)
  const base = {
    fields: fieldsOf(source),
    factorNames: { zh: factorNames(source, 'zh'), en: factorNames(source, 'en') },
  }
  const read = located.map((sheet) => readFormSheet(sheet, base))
  return {
    fields: Object.assign({}, ...read.map(({ fields }) => fields)) as Record<string, string>,
    findings: [...findings, ...read.flatMap((one) => one.findings)],
  }
}

const odd = [
  '=1+1',
  '+86 737',
  '-5',
  '@SUM(A1)',
  "'quoted",
  '"a"',
  '<0.05',
  '1,5',
  '00123',
  '１２．５',
  '两\n行',
  '😀👩‍👩‍👧',
  '_x0041_',
  '_x000D_',
  '&amp;',
  ']]>',
  '98.5%',
  '2016-04-13',
  'TRUE',
  '未检出',
  'yes',
  '是',
  'w01018、a34013',
  'none、other',
  '无',
  '1e-7',
  'toString',
  '__proto__',
  '一\ufffd二\uffff',
]
const typedValue = fc
  .oneof(fc.constantFrom(...odd), fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ maxLength: 12 }))
  .map((text) => tidy(text.toWellFormed()))
  .filter((text) => text !== '')
const typedOf = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), typedValue, { maxKeys: names.length, noNullPrototype: true })
const item = fc.constantFrom(...groupNames.filter((group) => !groupSpec(group).ofOutlets)).chain((group) =>
  fc.record({
    group: fc.constant(group),
    item: groupSpec(group).repeated ? fc.integer({ min: 1, max: 99_999 }) : fc.constant(1),
    typed: typedOf(Object.keys(groupSpec(group).fields)),
  }),
)
const outletItem = fc.record({
  group: fc.constant('outlets' as const),
  item: fc.integer({ min: 1, max: 3 }),
  typed: typedOf(Object.keys(groupSpec('outlets').fields)),
})
const source = fc
  .record({
    rows: fc.array(typedOf([...rowFields]), { minLength: 4, maxLength: 4 }),
    outlets: fc.array(typedOf([...outletFields]), { minLength: 3, maxLength: 3 }),
    items: fc.uniqueArray(fc.oneof(item, outletItem), {
      maxLength: 12,
      selector: (one) => `${one.group} ${one.item}`,
    }),
  })
  .map(({ rows, outlets, items }) => {
    const keys = ['DW001 w01018', 'DW001 w01001', 'DA001 a34013', 'MF001 a34013']
    const ofOutlet = [outlets[0], outlets[0], outlets[1], outlets[2]]
    const typed = Object.fromEntries(keys.map((key, i): [string, Typed] => [key, { ...rows[i], ...ofOutlet[i] }]))
    return sheetSource(rowsOf(typed), items as FormItem[])
  })
const locales = fc.constantFrom<Locale>('zh', 'en')

describe('the way to the workbook and back', () => {
  it('changes nothing, whatever the draft holds', async () => {
    await fc.assert(
      fc.asyncProperty(source, locales, async (form, locale) => {
        expect(changesIn(await workbookOf(form, locale), form, locale)).toEqual({ fields: {}, findings: [] })
      }),
      { numRuns: 30 },
    )
  })

  it('brings exactly the cells that were changed, as they were typed', async () => {
    const plain = sheetSource(rowsOf({ 'DW001 w01018': { mean: '58' } }), [
      { group: 'products', item: 4, typed: { product: '文化纸', capacity: '12' } },
    ])
    const plans = planSheets(plain, 'zh')
    const cells = plans
      .flatMap((plan, sheet) =>
        plan.rows.flatMap((row, line) =>
          plan.columns.flatMap(({ id }, column) => {
            const cell = row.cells[id]
            return cell?.field && cell.isAsked
              ? [{ sheet: sheet + 1, address: `${String.fromCharCode(65 + column)}${line + 5}`, field: cell.field }]
              : []
          }),
        ),
      )
      .filter(({ address }) => /^[A-Z]\d+$/.test(address))
    const bytes = await workbookOf(plain, 'zh')
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...cells), typedValue), {
          minLength: 1,
          maxLength: 8,
          selector: ([{ field }]) => field,
        }),
        async (edits) => {
          const bySheet: Record<number, SheetEdit> = {}
          for (const [{ sheet, address }, text] of edits) {
            bySheet[sheet] ??= { cells: {} }
            ;(bySheet[sheet].cells as Record<string, string>)[address] = text.replace(
              /_(?=x[0-9a-fA-F]{4}_)/g,
              '_x005F_',
            )
          }
          const { fields, findings } = changesIn(editXlsx(bytes, bySheet), plain, 'zh')
          const tooLong = findings.filter(({ code }) => code === 'too_long').length
          const wanted = edits
            .map(([{ field }, text]) => [field, typedText(field, text)] as const)
            .filter(([field, typed]) => typed.length <= fieldLength(field) && typed !== (fieldsOf(plain)[field] ?? ''))
          expect(fields).toEqual(Object.fromEntries(wanted))
          expect(findings).toHaveLength(tooLong)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('2,000 rows of a firm with 200 outlets come back whole, in seconds', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => {
      const [first] = rowsOf({})
      const outletId = 1000 + (i % 200)
      const typed = Object.fromEntries(
        rowFields
          .filter((field) => isRowFieldOf(field, 'water_outlet'))
          .map((field) => [field, `${i}.${field.length}`]),
      )
      return {
        ...first!,
        outletCode: `DW${outletId}`,
        context: { ...first!.context, outletId, factorCode: `w${String(i).padStart(5, '0')}` },
        typed,
      }
    })
    const form = sheetSource(rows, [])
    const started = performance.now()
    const bytes = await workbookOf(form, 'zh')
    expect(changesIn(bytes, form, 'zh')).toEqual({ fields: {}, findings: [] })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
