import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listingKinds } from '#db/vocabulary.ts'
import { compareLists } from '#domain/listing/rules/compare.ts'
import { readKind, readKinds, readMark } from '#domain/listing/rules/kinds.ts'
import { readListFile } from '#domain/listing/rules/read-file.ts'
import { terms } from '#src/i18n/terms.ts'
import { csv, gbk, xlsx } from '#test/support/sheet-files.ts'

const code = '91430902MAFAKE0008'
const read = (rows: string[][]) => readListFile(Buffer.from(csv(rows)), 'zh')
const said = async (rows: string[][]) =>
  (await read(rows)).findings.map(({ line, column, message }) => [line, column, message])

describe('the kinds of a list as people write them', () => {
  it.each([
    ['水环境', ['water']],
    ['水环境重点排污单位、大气环境重点排污单位', ['water', 'air']],
    ['废气/废水', ['water', 'air']],
    ['大气环境；土壤污染重点监管单位', ['air', 'soil']],
    ['水 环 境，地下水污染防治重点排污单位', ['water', 'groundwater']],
    ['环境风险管控（在册）', ['risk']],
  ])('%s', (given, kinds) => expect(readKinds(given)).toEqual({ kinds, unknown: [] }))

  it('a word that names none comes back', () =>
    expect(readKinds('水环境、光污染')).toEqual({ kinds: ['water'], unknown: ['光污染'] }))

  it('the words of the site itself are read in both languages', () => {
    for (const locale of ['zh', 'en'] as const) {
      for (const { value, label } of terms(locale, 'listingKind')) expect(readKind(label), label).toBe(value)
    }
  })

  it.each([
    ['√', true],
    ['是', true],
    ['1', true],
    ['', false],
    ['／', false],
    ['否', false],
    ['也许', undefined],
  ])('a tick %s', (given, mark) => expect(readMark(given)).toBe(mark))
})

describe('a file of key polluters', () => {
  it('is read below title and notes, from CSV in GBK as from XLSX, with a column of kinds or one for each', async () => {
    const kinds = [
      ['益阳市重点排污单位名录', ''],
      ['序号', '单位名称（全称）', '统一社会信用代码', '名录类别'],
      ['1', '资江纸业', code, '水环境、大气环境'],
    ]
    const ticked = [
      ['单位名称', '水环境', '大气环境', '土壤污染监管'],
      ['资江纸业', '√', '是', ''],
    ]
    const expected = { kinds: ['water', 'air'], name: '资江纸业' }
    expect((await readListFile(gbk(csv(kinds)), 'zh')).rows).toMatchObject([{ ...expected, line: 3, creditCode: code }])
    expect((await readListFile(await xlsx(kinds), 'zh')).rows).toMatchObject([{ ...expected, creditCode: code }])
    expect((await read(ticked)).rows).toMatchObject([{ ...expected, creditCode: '' }])
  })

  it.each([
    [
      'no header',
      [
        ['单位', '排口'],
        ['甲', '乙'],
      ],
      [null, null, '没有找到表头'],
    ],
    [
      'an unknown kind',
      [
        ['单位名称', '类别'],
        ['甲厂', '光污染'],
      ],
      [2, 'B', '没有这个类别'],
    ],
    [
      'no kind',
      [
        ['单位名称', '类别'],
        ['甲厂', ''],
      ],
      [2, 'B', '没有写明类别'],
    ],
    [
      'a code that is none',
      [
        ['信用代码', '类别'],
        ['1234', '水'],
      ],
      [2, 'A', '不是统一社会信用代码'],
    ],
    [
      'a tick that is none',
      [
        ['单位名称', '水'],
        ['甲厂', '待定'],
      ],
      [2, 'B', '看不出是否列入'],
    ],
    [
      'two columns for one thing',
      [
        ['单位名称', '企业名称', '类别'],
        ['甲厂', '甲厂', '水'],
      ],
      [null, null, '同一项有几列：A、B'],
    ],
    ['no rows', [['单位名称', '类别']], [null, null, '没有数据']],
    ['an empty file', [], [null, null, '文件是空的']],
  ] as const)('%s is named by line and column', async (_, rows, [line, column, message]) => {
    const [first] = await said(rows as unknown as string[][])
    expect(first?.slice(0, 2)).toEqual([line, column])
    expect(first?.[2]).toContain(message)
  })
})

describe('two lists compared', () => {
  const firm = fc.record({
    creditCode: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    kinds: fc.subarray([...listingKinds], { minLength: 1 }),
  })
  const list = fc.uniqueArray(firm, { selector: ({ creditCode }) => creditCode })

  it('every firm is added, removed or kept, and each kind adds up', () =>
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { added, removed, kept, changed, byKind } = compareLists(before, after)
        expect(added.length + kept.length).toBe(after.length)
        expect(removed.length + kept.length).toBe(before.length)
        expect(changed.every(({ firm }) => kept.includes(firm))).toBe(true)
        for (const row of byKind) {
          expect([row.kept + row.added, row.kept + row.removed]).toEqual([row.after, row.before])
        }
        expect(compareLists(after, before).added).toEqual(removed)
      }),
    ))
})
