import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '#platform/sheet/read.ts'
import { columnLetter, UnreadableFile } from '#platform/sheet/sheet.ts'
import { csv, gbk, xlsx, zip } from '#test/support/sheet-files.ts'

const table = [
  ['企业名称', '地址', '电话'],
  ['示例纸业（一厂）', '桃花江镇, 工业园', '0737-8820000'],
  ['示例"锑"业', '两\n行', ''],
]
const cellsOf = async (bytes: Uint8Array) => (await readWorkbook(bytes)).sheets[0]?.rows.map(({ cells }) => cells)
const refusal = async (bytes: Uint8Array) =>
  readWorkbook(bytes).then(
    () => 'read',
    (error) => (error instanceof UnreadableFile ? error.reason.kind : error),
  )

describe('a text with separators', () => {
  const expected = table.map((row) => row.map((cell) => (cell === '' ? null : cell)))

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 (BOM)', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', gbk],
    ['UTF-16LE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read in %s with any separator', async (encoding, encode) => {
    for (const separator of [',', '\t', ';', '|']) {
      const bytes = encode(csv(table, separator))
      expect((await readWorkbook(bytes)).format).toBe(`CSV, ${encoding}, "${separator === '\t' ? 'TAB' : separator}"`)
      expect(await cellsOf(bytes)).toEqual(expected)
    }
  })

  it('keeps count of the lines of the file where a cell holds a line break', async () => {
    const { sheets } = await readWorkbook(Buffer.from('a,b\n"x\ny",1\n\nc,d\n'))
    expect(sheets[0]?.rows.map(({ line }) => line)).toEqual([1, 2, 4, 5])
  })

  it('says in which line a quote is left open', async () => {
    expect(await refusal(Buffer.from('a,b\n"c,d\n'))).toBe('quotes')
  })
})

describe('an Excel workbook', () => {
  it('is read with its merged cells, numbers and dates', async () => {
    const bytes = await xlsx([
      [{ value: '标题', span: 3 }, null, null],
      ['a', 1.5, new Date('2017-04-13')],
      [null, null, 'c'],
    ])
    expect(await cellsOf(bytes)).toEqual([
      ['标题', null, null],
      ['a', 1.5, new Date('2017-04-13')],
      [null, null, 'c'],
    ])
  })
})

describe('what is refused', () => {
  const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }

  it('a file that unpacks to more than it may, whatever size it declares', async () => {
    const bomb = Buffer.alloc(90 * 1024 * 1024)
    expect(await refusal(zip([workbook, { name: 'xl/worksheets/sheet1.xml', content: bomb }]))).toBe(
      'unpacks_too_large',
    )
    expect(await refusal(zip([workbook, { name: 'xl/sheet1.xml', content: bomb, declared: 10 }]))).toBe(
      'unpacks_too_large',
    )
    const half = Buffer.alloc(45 * 1024 * 1024)
    expect(
      await refusal(
        zip([
          { name: 'a', content: half },
          { name: 'b', content: half },
        ]),
      ),
    ).toBe('unpacks_too_large')
  })

  it.each([
    [
      'an old .xls, a WPS .et or a file with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'old_excel',
    ],
    ['a workbook with macros', zip([workbook, { name: 'xl/vbaProject.bin', content: Buffer.from('x') }]), 'macros'],
    ['another kind of archive', zip([{ name: 'word/document.xml', content: Buffer.from('x') }]), 'not_a_sheet'],
    ['a broken archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(200)]), 'not_a_sheet'],
    ['a workbook that is none inside', zip([workbook]), 'not_a_sheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108', 'hex'), 'encoding'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['more bytes than are read', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'too_large'],
    ['more rows than are read', Buffer.from('a,b\n'.repeat(20_002)), 'too_many_rows'],
  ])('%s', async (_what, bytes, kind) => {
    expect(await refusal(bytes)).toBe(kind)
  })

  it('anything else, never with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, isZip) => {
        const given = isZip
          ? Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes, Buffer.from('PK\u0005\u0006'), bytes])
          : bytes
        const result = await refusal(given)
        expect(typeof result).toBe('string')
      }),
    )
  })
})

it('columns are lettered as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
