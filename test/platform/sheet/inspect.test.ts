import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { markWorkbook } from '#platform/sheet/mark.ts'
import { numberKind, numberText } from '#platform/sheet/number-format.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import { zip } from '#test/support/sheet-files.ts'

const part = (name: string, content: string) => ({ name, content: Buffer.from(content) })
const styles = `<styleSheet><numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="0.0%"/></numFmts>
  <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
  <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`
/** A workbook of one sheet, as programs write them by hand. */
const book = (sheet: string, more: { name: string; content: Buffer }[] = [], state = '') =>
  zip([
    part(
      'xl/workbook.xml',
      `<workbook xmlns:r="r"><sheets><sheet name="甲" sheetId="1" ${state} r:id="rId7"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId7" Type="x/worksheet" Target="/xl/worksheets/one.xml"/></Relationships>',
    ),
    part('xl/styles.xml', styles),
    part(
      'xl/sharedStrings.xml',
      '<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙_x000D_</t></r><rPh><t>bing</t></rPh></si></sst>',
    ),
    part('xl/worksheets/one.xml', sheet),
    ...more,
  ])
const cellsOf = (cells: string) =>
  inspectXlsx(book(`<worksheet><sheetData><row r="2">${cells}</row></sheetData></worksheet>`)).sheets[0]?.rows.get(2)
const refusal = (bytes: Uint8Array) => {
  try {
    inspectXlsx(bytes)
    return 'read'
  } catch (error) {
    return error instanceof UnreadableFile ? error.reason.kind : error
  }
}

describe('a cell gives what would have been typed for what it shows', () => {
  it.each([
    ['a shared text', '<c r="A2" t="s"><v>0</v></c>', '甲', 'text'],
    ['a text in pieces, without its reading', '<c r="A2" t="s"><v>1</v></c>', '乙 丙\r', 'text'],
    ['a text of its own', '<c r="A2" t="inlineStr"><is><t>&lt;0.05</t></is></c>', '<0.05', 'text'],
    ['a number without binary noise', '<c r="A2"><v>0.30000000000000004</v></c>', '0.3', 'number'],
    ['a percentage', '<c r="A2" s="3"><v>0.985</v></c>', '98.5%', 'number'],
    ['a day', '<c r="A2" s="1"><v>42473</v></c>', '2016-04-13', 'number'],
    ['a month', '<c r="A2" s="2"><v>42473</v></c>', '2016-04', 'number'],
    ['a day in words of the standard', '<c r="A2" t="d"><v>2016-04-13T00:00:00</v></c>', '2016-04-13', 'text'],
    ['a truth', '<c r="A2" t="b"><v>1</v></c>', 'TRUE', 'boolean'],
    ['an error', '<c r="A2" t="e"><f>B1/0</f><v>#DIV/0!</v></c>', '#DIV/0!', 'error'],
    ['a formula with its saved value', '<c r="A2"><f>1+1</f><v>2</v></c>', '2', 'number'],
    ['a formula without one', '<c r="A2"><f>1+1</f></c>', '', 'uncalculated'],
    ['a cell without an address', '<c><v>7</v></c>', '7', 'number'],
    ['a prefixed part', '<x:c r="A2"><x:v>7</x:v></x:c>', '7', 'number'],
  ])('%s', (_what, xml, text, kind) => {
    expect(cellsOf(xml)?.get(0)).toMatchObject({ text, kind })
  })

  it('what is blank is not there', () => {
    expect(cellsOf('<c r="A2" s="1"/><c r="B2" t="inlineStr"><is><t></t></is></c>')).toBeUndefined()
  })

  it.each([
    ['0.00%', 'percent'],
    ['yyyy-mm-dd', 'day'],
    ['[$-804]yyyy"年"m"月"d"日";@', 'day'],
    ['yyyy\\-mm', 'month'],
    ['yyyy', 'year'],
    ['hh:mm:ss', 'time'],
    ['[Red]0.00;-0.00', 'number'],
    ['#,##0" m³/h"', 'number'],
    ['General', 'number'],
    ['@', 'number'],
  ])('the format %s shows a %s', (code, kind) => {
    expect(numberKind(200, code)).toBe(kind)
  })

  it('days of 1900 and of old Macs', () => {
    expect(numberText('1', 'day', false)).toBe('1900-01-01')
    expect(numberText('61', 'day', false)).toBe('1900-03-01')
    expect(numberText('0', 'day', true)).toBe('1904-01-01')
    expect(numberText('0.5', 'time', false)).toBe('12:00')
  })
})

it('says what is merged, what is hidden, and which sheet is not shown', () => {
  const { sheets } = inspectXlsx(
    book(
      `<worksheet><cols><col min="2" max="3" hidden="1" width="9"/><col min="5" max="5" width="0"/></cols><sheetData><row r="4" hidden="1"><c r="A4"><v>1</v></c></row><row r="5" ht="0"/></sheetData><mergeCells><mergeCell ref="A4:C6"/></mergeCells></worksheet>`,
      [],
      'state="veryHidden"',
    ),
  )
  const [sheet] = sheets
  expect(sheet).toMatchObject({
    name: '甲',
    isHidden: true,
    merges: [{ fromRow: 4, fromColumn: 0, toRow: 6, toColumn: 2 }],
  })
  expect([...sheet!.hiddenRows]).toEqual([4, 5])
  expect([0, 1, 2, 3, 4].map(sheet!.isHiddenColumn)).toEqual([false, true, true, false, true])
})

describe('what is no workbook', () => {
  it.each([
    ['a CSV', Buffer.from('a,b\n1,2\n'), 'no_workbook'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'no_workbook'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['one byte', Buffer.from('P'), 'no_workbook'],
    ['an old .xls or a file with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_excel'],
    ['macros', book('<worksheet/>', [part('xl/vbaProject.bin', 'x')]), 'macros'],
    ['another archive', zip([part('word/document.xml', '<a/>')]), 'not_a_sheet'],
    ['a sheet that is no XML', book('<worksheet><sheetData><row'), 'not_a_sheet'],
    [
      'more rows than are read',
      book(`<worksheet><sheetData><row r="20001"><c r="A20001"><v>1</v></c></row></sheetData></worksheet>`),
      'too_many_rows',
    ],
    [
      'a bomb',
      book('<worksheet/>', [{ name: 'xl/media/a', content: Buffer.alloc(90 * 1024 * 1024) }]),
      'unpacks_too_large',
    ],
  ])('%s is refused', (_what, bytes, kind) => {
    expect(refusal(bytes)).toBe(kind)
  })

  it('is never a fault, wherever a workbook is broken', () => {
    const whole = book('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row></sheetData></worksheet>')
    const sheet =
      '<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" s="9" t="s"><f>x</f><v>99</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), (place, byte, isInside) => {
        const bytes = Buffer.from(isInside ? sheet : whole)
        bytes[place % bytes.length] = byte
        expect(typeof refusal(isInside ? book(bytes.toString('latin1')) : bytes)).toBe('string')
      }),
      { numRuns: 400 },
    )
  })
})

describe('a marked copy', () => {
  const sheet =
    '<worksheet><cols><col min="1" max="1" width="5"/></cols><sheetData><row r="2" spans="1:2"><c r="A2" t="s" s="3"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row></sheetData><pageMargins left="1"/></worksheet>'

  it('keeps what the cells held, colours those that are named and writes the remarks beside them', () => {
    const marked = markWorkbook(book(sheet), [
      {
        path: 'xl/worksheets/one.xml',
        cells: [
          { line: 2, column: 0, tone: 'red' },
          { line: 2, column: 1, tone: 'amber' },
          { line: 9, column: 0, tone: 'red' },
        ],
        notes: [
          { line: 2, column: 3, text: '<两>\n行', tone: 'red' },
          { line: 1, column: 3, text: '意见', tone: 'amber' },
        ],
      },
    ])
    const [seen] = inspectXlsx(marked).sheets
    expect([...seen!.rows.get(2)!].map(([column, { text }]) => [column, text])).toEqual([
      [0, '乙 丙\r'],
      [1, '2'],
      [3, '<两>\n行'],
    ])
    expect(seen!.rows.get(2)!.get(1)?.isFormula).toBe(true)
    expect(seen!.rows.get(1)!.get(3)?.text).toBe('意见')
  })

  it('can be marked again, over its own remarks', () => {
    const note = (text: string) => [
      { path: 'xl/worksheets/one.xml', cells: [], notes: [{ line: 2, column: 3, text, tone: 'red' as const }] },
    ]
    const twice = markWorkbook(markWorkbook(book(sheet), note('一')), note('二'))
    expect(inspectXlsx(twice).sheets[0]?.rows.get(2)?.get(3)?.text).toBe('二')
  })
})
