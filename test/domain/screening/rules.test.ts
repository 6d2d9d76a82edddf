import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annexes, annexFoot, annexHead } from '#domain/screening/rules/annex.ts'
import { annexOneCells } from '#domain/screening/rules/annex-one.ts'
import { completion } from '#domain/screening/rules/complete.ts'
import { deriveTexts } from '#domain/screening/rules/derive.ts'
import type { FirmFacts } from '#domain/screening/rules/facts.ts'
import { missingFields, screeningFields, standing } from '#domain/screening/rules/fields.ts'
import { readProblem } from '#domain/screening/rules/import/problem-row.ts'
import { readScreeningTexts } from '#domain/screening/rules/import/screening-row.ts'
import { regionOfUnit } from '#domain/screening/rules/import/unit.ts'
import { monthBefore, snapshotDifference } from '#domain/screening/rules/snapshot.ts'

const nothing: FirmFacts = {
  creditCode: '91430922MA0000000X',
  permit: undefined,
  totals: [],
  facilities: [],
  disclosure: undefined,
  figures: [],
  selfCheck: undefined,
  samples: [],
  devices: [],
  rate: undefined,
  exceedances: [],
  onlineCauses: [],
  cases: [],
  problems: [],
}
const sample = (value: number, sampledOn = '2026-10-01') => ({
  outletCode: 'DW001',
  factor: '化学需氧量',
  sampledOn,
  reportNo: `YJ-${sampledOn}`,
  value,
  limitMin: null,
  limitMax: 50,
})
const text = (facts: Partial<FirmFacts>, field: string) => deriveTexts({ ...nothing, ...facts })[field]?.text

describe('a line of annex 1', () => {
  it('says nothing of which there is no record', () => {
    expect(deriveTexts(nothing)).toEqual({})
  })

  it.each([
    ['equal to the limit', [sample(50)], 'no'],
    ['over it', [sample(50.6)], 'yes'],
    ['over it once, but not in the newest report', [sample(40, '2026-10-01'), sample(80, '2026-08-01')], 'no'],
    ['never measured', [], undefined],
  ])('is over the limit where the newest report is: %s', (_, samples, expected) => {
    expect(text({ samples }, 'exceeded')).toBe(expected)
  })

  it('names the problems by the words of note 2, and 无 only where the firm checked itself', () => {
    const open = { no: '430922-2026-0001', kind: 'stealth_discharge', words: '雨水口有污水', isOpen: true }
    expect(text({ problems: [open] }, 'prominentProblems')).toBe('偷排偷放：雨水口有污水')
    expect(text({ problems: [{ ...open, isOpen: false }] }, 'prominentProblems')).toBeUndefined()
    const disclosure = { id: 4, year: 2026 }
    expect(text({ disclosure, selfCheck: { problems: [] } }, 'prominentProblems')).toBe('无')
    expect(text({ samples: [sample(90)] }, 'prominentProblems')).toBe('污染物排放超标')
  })

  it('asks for the columns of a device only where there is one, and for a cause with each yes', () => {
    const whole = Object.fromEntries(
      ['permitNo', 'permitContents', 'facilities', 'concentrations', 'totals', 'prominentProblems'].map((field) => [
        field,
        '有',
      ]),
    )
    expect(missingFields(whole)).toEqual([])
    expect(missingFields({ ...whole, monitoringReportNo: 'YJ-1' })).toEqual(['exceeded'])
    expect(missingFields({ ...whole, exceeded: 'yes' })).toEqual(['exceedanceCause'])
    expect(missingFields({ ...whole, onlineFactors: '氨氮' })).toEqual([
      'onlineComparison',
      'onlineValidity',
      'onlineExceeded',
    ])
  })

  it('is rectified exactly when no problem is open', () => {
    const line = {
      enterpriseName: '甲',
      regionName: '桃江县',
      sectorName: '造纸',
      controlLevel: 'municipal',
      texts: {},
    } as const
    expect(annexOneCells({ ...line, openProblems: 0 }, 1).rectified).toBe('是')
    expect(annexOneCells({ ...line, openProblems: 1 }, 1)).toMatchObject({
      rectified: '否',
      controlLevel: '市控',
      serialNo: 1,
    })
  })
})

describe('two people at one line', () => {
  const by = { userId: 'u', name: '乙', at: '2026-11-25T02:00:00.000Z' }
  const row = {
    screenedOn: null,
    derived: { totals: { text: '氨氮 1 吨/年', sources: [] } },
    entered: { facilities: { text: '甲写的', by: 'a', byName: '甲', at: '2026-11-25T01:00:00.000Z' } },
  }
  it('are asked only about a field that both changed', () => {
    const typed = { facilities: '乙写的', totals: '氨氮 2 吨/年' }
    const was = { facilities: '', totals: '氨氮 1 吨/年' }
    const asked = completion(row, { was, typed, keep: {} }, by)
    expect(asked.conflicts.map(({ field }) => field)).toEqual(['facilities'])
    const mine = completion(row, { was: { ...was, facilities: '甲写的' }, typed, keep: { facilities: 'mine' } }, by)
    expect(mine.conflicts).toEqual([])
    expect(mine.entered).toMatchObject({
      facilities: { text: '乙写的', byName: '乙' },
      totals: { text: '氨氮 2 吨/年' },
    })
    const theirs = completion(row, { was, typed, keep: { facilities: 'theirs' } }, by)
    expect(theirs.changed).toEqual(['totals'])
    expect(theirs.entered.facilities?.byName).toBe('甲')
  })

  it('lose nothing: a form sent back unchanged changes nothing, an emptied field gives the records their place again', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...screeningFields), fc.string({ minLength: 1, maxLength: 20 })),
        (texts) => {
          const entered = Object.fromEntries(
            Object.entries(texts).map(([field, given]) => [field, { ...row.entered.facilities, text: given }]),
          )
          const now = standing(row.derived, entered) as Record<string, string>
          const same = completion({ ...row, entered }, { was: now, typed: now, keep: {} }, by)
          expect(same).toMatchObject({ changed: [], conflicts: [], entered })
          const emptied = completion({ ...row, entered }, { was: now, typed: {}, keep: {} }, by)
          expect(emptied.entered).toEqual({})
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the annexes as they are printed', () => {
  it.each(['screening', 'rectification'] as const)(
    'have their groups over all columns, notes and a line for the seal: %s',
    (ledger) => {
      const { columns, groups, notes } = annexes[ledger]
      expect(groups.reduce((sum, [, count]) => sum + count, 0)).toBe(columns.length)
      const head = annexHead(ledger, '桃江县环保（分）局', '2026年11月25日')
      expect(head[2]?.cells[0]).toBe(
        ledger === 'screening' ? '填报单位（盖章）：桃江县环保（分）局' : '填报单位：桃江县环保（分）局（盖章）',
      )
      expect(annexFoot(ledger)).toHaveLength(notes.length + 1)
      expect(annexFoot(ledger).at(-1)?.cells[0]).toContain('公章')
    },
  )

  it('are read back as they were written: nothing is new', () => {
    const word = fc.stringMatching(/^[一-龥0-9 ；（）]{1,20}$/).filter((given) => given.trim() === given)
    const written = fc.record(
      Object.fromEntries(
        screeningFields.map((field) => [
          field,
          ['exceeded', 'onlineExceeded'].includes(field) ? fc.constantFrom('yes', 'no') : word,
        ]),
      ),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(written, (texts) => {
        const line = {
          enterpriseName: '甲',
          regionName: '南县',
          sectorName: '造纸',
          controlLevel: 'other',
          openProblems: 0,
        } as const
        const cells = annexOneCells({ ...line, texts }, 1) as Record<string, string | number | null>
        expect(readScreeningTexts((column) => String(cells[column] ?? ''))).toEqual({ texts, unread: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('of other hands are understood: the kind by its words, plan and execution by what is said', () => {
    const cells: Record<string, string> = {
      problem: '雨水沟有废水直排',
      execution: '已缴纳罚款',
      plan: '新建收集池',
      deadline: '2017.12.7',
      rectified: '是',
    }
    expect(readProblem((column) => cells[column] ?? '')).toMatchObject({
      line: {
        kind: 'stealth_discharge',
        words: '雨水沟有废水直排',
        execution: 'under_way',
        planState: 'drafted',
        deadline: '2017-12-07',
      },
      isRectified: true,
      unread: [],
    })
    expect(readProblem((column) => (column === 'recheck' ? 'YJ-2017-3' : '超标排放废水')).unread).toContain('recheck')
  })

  it.each([
    ['桃江县环境保护局', '430922'],
    ['赫山环保分局', '430903'],
    ['益阳市南县环保局', '430921'],
    ['高新区环保分局', '430972'],
    ['长沙县环境保护局', undefined],
    ['', undefined],
  ])('are of the county that the seal line names: %s', (unit, code) => {
    const regions = [
      { code: '430903', nameZh: '赫山区' },
      { code: '430921', nameZh: '南县' },
      { code: '430922', nameZh: '桃江县' },
      { code: '430972', nameZh: '益阳高新区' },
    ]
    expect(regionOfUnit(unit, regions)?.code).toBe(code)
  })
})

describe('a month beside the one before', () => {
  it('tells what is new, gone, changed and closed; the serial number alone is no change', () => {
    const row = (key: string, serialNo: number, rectified: string) => ({ key, cells: { serialNo, rectified } })
    const difference = snapshotDifference(
      [row('a', 1, '否'), row('b', 2, '否'), row('c', 3, '否')],
      [row('b', 1, '否'), row('c', 2, '是'), row('d', 3, '否')],
    )
    expect(difference).toEqual({
      added: ['d'],
      gone: ['a'],
      changed: [{ key: 'c', columns: ['rectified'] }],
      closed: 1,
    })
  })

  it('is December in January', () => {
    expect(monthBefore('2027-01-01')).toBe('2026-12')
    expect(monthBefore('2026-11-25')).toBe('2026-10')
  })
})
