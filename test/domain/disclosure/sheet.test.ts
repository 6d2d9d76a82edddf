import { desc, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { events } from '#db/schema/event.ts'
import { discardDraft } from '#domain/disclosure/commands/discard-draft.ts'
import { importSheet, type SheetImport } from '#domain/disclosure/commands/import-sheet.ts'
import { openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { getDraft, listDraftRows } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems } from '#domain/disclosure/queries/items.ts'
import { getMarkedSheet, getSheetCheck } from '#domain/disclosure/queries/sheet-check.ts'
import { getSheetTemplate } from '#domain/disclosure/queries/sheet-template.ts'
import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import { cleanExpired } from '#platform/jobs/clean-expired.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { type InspectedWorkbook, inspectXlsx } from '#platform/sheet/inspect.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { wholeItemFields } from '#test/domain/disclosure/items.ts'
import { aMill, type Mill, wholeForm } from '#test/domain/disclosure/mill.ts'
import { useDatabase } from '#test/support/database.ts'
import { editXlsx, type SheetEdit } from '#test/support/edit-xlsx.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-20T02:00:00Z')
let mill: Mill
let count = 0
beforeEach(async () => {
  mill = await aMill(database.db, creditCodeOf('91', '430922', `MAXLE${String(++count).padStart(3, '0')}`))
  await openDraft(database.db, mill.viewer, due(), now)
})

const due = () => ({ enterpriseId: mill.enterpriseId, year: 2026 })
const template = async (locale: Locale = 'zh') =>
  (await getSheetTemplate(database.db, { ...due(), locale, now }))?.bytes as Buffer
const upload = (bytes: Uint8Array, more: Partial<SheetImport> = {}) =>
  importSheet(database.db, mill.viewer, { ...due(), fileName: '填报表.xlsx', bytes, locale: 'zh', ...more }, now)
const saveHere = async (fields: Record<string, string>) =>
  saveDraft(database.db, mill.viewer, { ...due(), revision: (await draft()).revision, fields }, now)
const draft = async () => (await getDraft(database.db, mill.enterpriseId, 2026))!
const mean = async () =>
  (await listDraftRows(database.db, await draft())).find(({ context }) => context.factorCode === 'w01018')?.typed
const codes = ({ findings }: { findings: SheetFinding[] }) => findings.map(({ code }) => code)

/** Where a column and a row of the form stand in the file: `at(book, 'rows', 'mean', 'DW001 w01018')`. */
function at({ sheets }: InspectedWorkbook, sheetId: string, column: string, ...keys: string[]) {
  const sheet = sheets.findIndex(({ rows }) =>
    [...(rows.get(3)?.values() ?? [])].some(({ text }) => text.startsWith(`qy:${sheetId}.`)),
  )
  const rows = sheets[sheet]!.rows
  const place = [...rows.get(3)!].find(([, { text }]) => text === `qy:${sheetId}.${column}`)![0]
  const line = [...rows].find(
    ([n, row]) => n > 4 && keys.every((key) => [...row.values()].some(({ text }) => text === key)),
  )![0]
  return { sheet: sheet + 1, address: `${columnLetter(place)}${line}`, letter: columnLetter(place), line }
}
type Cells = NonNullable<SheetEdit['cells']>
function edited(bytes: Buffer, changes: [sheet: string, column: string, keys: string[], value: Cells[string]][]) {
  const book = inspectXlsx(bytes)
  const edits: Record<number, { cells: Cells }> = {}
  for (const [sheetId, column, keys, value] of changes) {
    const { sheet, address } = at(book, sheetId, column, ...keys)
    edits[sheet] ??= { cells: {} }
    edits[sheet].cells[address] = value
  }
  return editXlsx(bytes, edits)
}
const cod = ['DW001', 'w01018']

describe('the firm’s workbook', () => {
  it.each(['zh', 'en'] as const)(
    'uploaded as it was downloaded changes nothing, with everything filled in (%s)',
    async (locale) => {
      await saveHere({ ...wholeForm(mill), ...wholeItemFields({ ...mill, file: '' }) })
      const report = await upload(await template(locale))
      expect(report).toEqual({ changed: 0, findings: [], id: undefined })
      expect((await draft()).revision).toBe(1)
    },
  )

  it('is saved as one save with one event, choices in words of either language', async () => {
    const bytes = edited(await template(), [
      ['rows', 'mean', cod, '５８.5'],
      ['rows', 'min', cod, 21],
      ['rows', 'max', cod, 0.1 + 0.2],
      ['rows', 'origin', cod, '在线监测'],
      ['rows', 'origin', ['DW001', 'w01001'], 'Online monitoring'],
      ['outlets', 'conforms', ['DW001'], 'yes'],
      ['products', 'product', ['1'], '=1+1'],
      ['signatures', 'value', ['filledOn'], { xml: '<v>46174</v>', style: 0 }],
      ['onlineMonitoring', 'value', ['installed'], { xml: '<v>0</v>', type: 'b' }],
    ])
    const report = await upload(bytes)
    expect(report.changed).toBe(9)
    expect(codes(report)).not.toContain('choice_unknown')
    expect(await mean()).toMatchObject({ mean: '５８.5', min: '21', max: '0.3', origin: 'online' })
    const items = await listDraftItems(database.db, (await draft()).id)
    expect(items.find(({ group }) => group === 'products')?.typed).toEqual({ product: '=1+1' })
    expect(items.find(({ group }) => group === 'onlineMonitoring')?.typed).toEqual({ installed: 'no' })
    const saves = await database.db
      .select({ after: events.after })
      .from(events)
      .where(sql`kind = 'draft.saved' and subject = ${`disclosure:${(await draft()).id}`}`)
    expect(saves).toHaveLength(1)
  })

  it('with one wrong cell saves nothing; the cell is named, marked and told in the copy, and the mended copy is taken', async () => {
    const bytes = edited(await template(), [
      ['rows', 'mean', cod, '约58'],
      ['rows', 'origin', cod, '猜的'],
      ['rows', 'min', cod, '21'],
      ['wasteWaterStreams', 'facility', ['1'], 'TW999'],
    ])
    const report = await upload(bytes)
    expect(report.changed).toBeNull()
    expect((await draft()).revision).toBe(0)
    const { address, sheet, line } = at(inspectXlsx(bytes), 'rows', 'mean', ...cod)
    expect(
      report.findings.filter(({ severity }) => severity === 'refuse').map(({ label, code }) => [label, code]),
    ).toEqual([
      ['DW001 化学需氧量 · 平均浓度', 'not_exact'],
      ['DW001 化学需氧量 · 数据来源', 'choice_unknown'],
      ['1 · 污染治理设施编号', 'facility_unknown'],
    ])
    const check = await getSheetCheck(database.db, mill.enterpriseId, 2026, report.id as string)
    expect(check?.findings).toEqual(report.findings)

    const marked = (await getMarkedSheet(database.db, mill.enterpriseId, 2026, report.id as string))!.content
    const seen = inspectXlsx(marked).sheets[sheet - 1]!
    const remarks = [...seen.rows.get(line)!.values()].at(-1)?.text ?? ''
    expect(remarks).toContain(`${address}: “约58”不是一个确定的数`)
    expect(remarks).toContain('可填：在线监测、手工监测、物料衡算、产排污系数')
    expect(seen.rows.get(line)!.get(0)?.text).toBe('DW001')

    const mended = edited(marked, [
      ['rows', 'mean', cod, '58'],
      ['rows', 'origin', cod, '手工监测'],
      ['wasteWaterStreams', 'facility', ['1'], ''],
    ])
    const again = await upload(mended)
    expect([again.changed, codes(again).filter((code) => code === 'outside')]).toEqual([3, []])
    expect(await mean()).toMatchObject({ mean: '58', min: '21', origin: 'manual' })
  })

  it('what is unlikely is saved and shown, in amber', async () => {
    const report = await upload(edited(await template(), [['rows', 'total', cod, '11190000000']]))
    expect(report.changed).toBe(1)
    expect(report.findings.map(({ severity, code }) => [severity, code])).toContainEqual(['look', 'beyond_total'])
    expect(report.id).toBeDefined()
  })

  it('of another firm, another year or an older draft is refused, and so is one without its code', async () => {
    const own = await template()
    const other = await aMill(database.db, creditCodeOf('91', '430922', `MAXLF${String(count).padStart(3, '0')}`))
    const their = {
      enterpriseId: other.enterpriseId,
      year: 2026,
      fileName: 'a.xlsx',
      bytes: own,
      locale: 'zh',
    } as const
    await openDraft(database.db, other.viewer, { enterpriseId: other.enterpriseId, year: 2026 }, now)
    expect(codes(await importSheet(database.db, other.viewer, their, now))).toEqual(['other_firm'])
    await openDraft(database.db, mill.viewer, { ...due(), year: 2025 }, now)
    expect(codes(await upload(own, { year: 2025 }))).toEqual(['other_year'])

    const cover = inspectXlsx(own).sheets[0]!
    const [line, column] = [...cover.rows].flatMap(([n, row]) =>
      [...row].filter(([, { text }]) => text.startsWith('QY1-')).map(([c]) => [n, c] as const),
    )[0]!
    const address = `${columnLetter(column)}${line}`
    expect(codes(await upload(editXlsx(own, { 1: { cells: { [address]: '' } } })))).toEqual(['no_identity'])
    expect(
      codes(
        await upload(
          editXlsx(own, {
            1: { cells: { [address]: cover.rows.get(line)!.get(column)!.text.replace('2026', '2027') } },
          }),
        ),
      ),
    ).toEqual(['identity_changed'])

    await discardDraft(database.db, mill.viewer, { ...due(), revision: 0 }, now)
    await openDraft(database.db, mill.viewer, due(), now)
    expect(codes(await upload(own))).toEqual(['other_draft'])
    await expect(importSheet(database.db, visitor, their, now)).rejects.toThrow()
  })

  it('leaves what a colleague saved since the download, and asks where both changed the same', async () => {
    const bytes = edited(await template(), [
      ['rows', 'mean', cod, '58'],
      ['products', 'product', ['1'], '文化纸'],
    ])
    const key = `r${mill.water}_w01018`
    await saveHere({ [`${key}.max`]: '84', 'products_9.product': '同事的产品' })
    expect((await upload(bytes)).changed).toBe(2)
    expect(await mean()).toMatchObject({ mean: '58', max: '84' })
    expect(
      (await listDraftItems(database.db, (await draft()).id)).filter(({ group }) => group === 'products'),
    ).toHaveLength(2)
    expect((await upload(bytes)).changed, 'the same file once more').toBe(0)

    const later = edited(await template(), [['rows', 'mean', cod, '60']])
    await saveHere({ [`${key}.mean`]: '59' })
    const asked = await upload(later)
    expect([asked.changed, codes(asked)]).toEqual([null, ['edited_by_another']])
    expect((await upload(later, { mineStands: true })).changed).toBe(1)
    expect(await mean()).toMatchObject({ mean: '60', max: '84' })
  })

  it('takes away the item whose line was taken out, and takes new lines below', async () => {
    await saveHere({ 'products_1.product': '文化纸', 'products_2.product': '浆板' })
    const bytes = await template()
    const { sheet, line } = at(inspectXlsx(bytes), 'products', 'product', '浆板')
    const without = editXlsx(bytes, {
      [sheet]: {
        xml: (xml) => xml.replace(new RegExp(`<row r="${line}".*?</row>`, 's'), ''),
        cells: { B40: '新产品' },
      },
    })
    expect((await upload(without)).changed).toBe(2)
    const items = await listDraftItems(database.db, (await draft()).id)
    expect(items.filter(({ group }) => group === 'products').map(({ typed }) => typed.product)).toEqual([
      '文化纸',
      '新产品',
    ])
  })

  it('every file that is not as it should be gets its answer, and nothing of it is saved', async () => {
    const bytes = await template()
    const book = inspectXlsx(bytes)
    const { sheet, address, line, letter } = at(book, 'rows', 'mean', ...cod)
    const filled = (more: (xml: string) => string, cells: Cells = { [address]: '58' }) =>
      editXlsx(bytes, { [sheet]: { cells, xml: more } })
    const keep = (xml: string) => xml
    const cases: [string, Buffer][] = [
      [
        'merged',
        filled((xml) =>
          xml.replace(
            '</sheetData>',
            `</sheetData><mergeCells count="1"><mergeCell ref="${letter}${line}:${letter}${line + 1}"/></mergeCells>`,
          ),
        ),
      ],
      ['hidden_row', filled((xml) => xml.replace(`<row r="${line}"`, `<row r="${line}" hidden="1"`))],
      [
        'hidden_column',
        filled((xml) =>
          xml
            .replace(/<col min="11"/, '<col hidden="1" min="11"')
            .replace(/<col min="10"/, '<col hidden="1" min="10"')
            .replace(/<col min="12"/, '<col hidden="1" min="12"'),
        ),
      ],
      ['cell_error', filled(keep, { [address]: { xml: '<f>A1/0</f><v>#DIV/0!</v>', type: 'e' } })],
      ['formula_without_value', filled(keep, { [address]: { xml: '<f>A1+1</f>' } })],
      ['outside', filled(keep, { [`AZ${line}`]: '请审核' })],
      ['row_without_key', filled(keep, { [`${letter}90`]: '58' })],
      ['row_unknown', filled(keep, { A90: 'DW009', C90: 'w01018', [`${letter}90`]: '58' })],
      ['row_twice', filled(keep, { A90: 'DW001', C90: 'w01018', [`${letter}90`]: '58' })],
      ['row_missing', filled((xml) => xml.replace(new RegExp(`<row r="${line}".*?</row>`, 's'), ''))],
      ['not_asked', filled(keep, { [at(book, 'rows', 'rateMin', ...cod).address]: '1' })],
      ['too_long', filled(keep, { [address]: '5'.repeat(41) })],
    ]
    for (const [code, file] of cases) {
      const report = await upload(file)
      expect([code, report.changed, codes(report)]).toEqual([code, null, expect.arrayContaining([code])])
      expect(report.findings.find((finding) => finding.code === code)?.sheet).toBe(book.sheets[sheet - 1]!.name)
    }
    expect((await draft()).revision).toBe(0)
  })

  it('a formula’s saved value is taken, and said; a changed grey cell is not, and said', async () => {
    const bytes = edited(await template(), [
      ['rows', 'mean', cod, { xml: '<f>AVERAGE(A1:A3)</f><v>58</v>' }],
      ['rows', 'limit', cod, '900'],
    ])
    const report = await upload(bytes)
    expect([report.changed, codes(report).sort()]).toEqual([1, ['formula', 'given_changed']])
    expect((await mean())?.mean).toBe('58')
  })

  it('keeps the check for a day, for this firm alone', async () => {
    const report = await upload(edited(await template(), [['rows', 'mean', cod, '约58']]))
    const id = report.id as string
    expect(await getSheetCheck(database.db, mill.enterpriseId + 1, 2026, id)).toBeUndefined()
    expect(await getMarkedSheet(database.db, mill.enterpriseId, 2025, id)).toBeUndefined()
    expect(await getSheetCheck(database.db, mill.enterpriseId, 2026, 'no-id')).toBeUndefined()
    const [event] = await database.db
      .select({ after: events.after, actorId: events.actorId })
      .from(events)
      .where(eq(events.kind, 'draft.sheet_refused'))
      .orderBy(desc(events.id))
      .limit(1)
    expect(event).toEqual({ after: { fileName: '填报表.xlsx', findings: 1 }, actorId: mill.viewer.userId })
    await cleanExpired(database.db, new Date(now.getTime() + 25 * 3_600_000))
    expect(await getSheetCheck(database.db, mill.enterpriseId, 2026, id)).toBeUndefined()
  })
})
