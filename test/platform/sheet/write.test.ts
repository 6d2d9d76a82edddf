import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '#platform/sheet/read.ts'
import { type Cell, csvText, xlsxBytes } from '#platform/sheet/write.ts'

const table: Cell[][] = [
  ['企业', '浓度', '单位', '说明'],
  ['示例"锑"业', 0.05, 'mg/L', '两\n行'],
  ['甲, 乙', -3, 'pH', null],
  ['丙', 1.19e10, 't', true],
]

describe('a table as text with commas', () => {
  it('begins with the mark of UTF-8 and keeps numbers as numbers', () => {
    expect(csvText(table)).toBe(
      '\ufeff企业,浓度,单位,说明\r\n"示例""锑""业",0.05,mg/L,"两\n行"\r\n"甲, 乙",-3,pH,\r\n丙,11900000000,t,true\r\n',
    )
  })
  it.each(['=1+1', '+86 737', '-1', '@SUM(A1)', ' =1', '＝1', '\t=1'])('%j is not run as a formula', (words) => {
    expect(csvText([[words]])).toMatch(/^\ufeff"?'/)
  })
  it('gives back what was put in, whatever the words are', async () => {
    const words = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => /^[a-z].*[a-z]$/i.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 5 }), async (rows) => {
        const read = await readWorkbook(Buffer.from(csvText([['a', 'b'], ...rows])))
        expect(read.sheets[0]?.rows.slice(1).map(({ cells }) => cells)).toEqual(rows)
      }),
    )
  })
})

describe('a workbook', () => {
  it('keeps words as words, formulas too, and numbers as numbers', async () => {
    const bytes = await xlsxBytes([{ name: '数据/一', rows: [...table, ['=1+1', 2, '', null]] }])
    const [sheet] = (await readWorkbook(bytes)).sheets
    expect(sheet?.name).toBe('数据 一')
    const cells = sheet?.rows.map((row) => row.cells)
    expect(cells?.[1]?.slice(0, 3)).toEqual(['示例"锑"业', 0.05, 'mg/L'])
    expect(cells?.at(-1)?.slice(0, 2)).toEqual(['=1+1', 2])
  })
  it('holds several sheets', async () => {
    const bytes = await xlsxBytes([
      { name: 'a', rows: [['x']] },
      { name: 'b', rows: [['y']], widths: [20] },
    ])
    expect((await readWorkbook(bytes)).sheets.map(({ name }) => name)).toEqual(['a', 'b'])
  })
})
