import { describe, expect, it } from 'vitest'
import { checkDraft } from '#domain/disclosure/rules/check.ts'
import { rowKey } from '#domain/disclosure/rules/form.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { type BadFiling, badFilings, type FilingRow, goodFiling, moreRows } from '#test/fixtures/bad-filings.ts'

/** The whole filing with what the bad one changes in it. */
function rowsOf({ typed, known = {} }: Pick<BadFiling, 'typed' | 'known'>): FilingRow[] {
  const touched = new Set([...Object.keys(typed), ...Object.keys(known)])
  const added = Object.values(moreRows).filter(({ name }) => touched.has(name))
  return [...Object.values(goodFiling), ...added].map((row) => ({
    ...row,
    context: { ...row.context, ...known[row.name] },
    typed: { ...row.typed, ...typed[row.name] },
  }))
}

/** `cod.total beyond_flow`. */
function said(filing: Pick<BadFiling, 'typed' | 'known'>): string[] {
  const rows = rowsOf(filing)
  const names = new Map(rows.map(({ name, context }) => [rowKey(context), name]))
  return checkDraft(rows).problems.map(({ field, code }) => {
    const [key = '', name = ''] = field.split('.')
    return `${names.get(key) ?? key}.${name} ${code}`
  })
}

describe('a filing in which nothing is wrong', () => {
  it('is let through', () => expect(said({ typed: {} })).toEqual([]))
})

describe('known bad filings', () => {
  it('are at least sixty, each of its own pattern', () => {
    expect(badFilings.length).toBeGreaterThanOrEqual(60)
    expect(new Set(badFilings.map(({ pattern }) => pattern)).size).toBe(badFilings.length)
  })

  it.each(badFilings)('$pattern: is caught, at its field', (filing) => {
    expect(said(filing)).toEqual(expect.arrayContaining(filing.says))
  })

  it.each(badFilings)('$pattern: says what was given and what to do, in both languages', (filing) => {
    for (const { code, given } of checkDraft(rowsOf(filing)).problems) {
      expect(problemText('zh', code, given)).toMatch(/[。？]$/)
      expect(problemText('en', code, given)).toMatch(/[.?]$/)
      expect(problemText('zh', code, given) + problemText('en', code, given)).not.toMatch(/undefined|NaN|\bnull\b/)
    }
  })

  it('stand once the row has its written reason, unless they cannot be', () => {
    for (const filing of badFilings) {
      const rows = rowsOf(filing).map((row) => ({ ...row, typed: { ...row.typed, unusualReason: '已核对，情况属实' } }))
      expect(checkDraft(rows).problems.filter(({ kind }) => kind === 'explain')).toEqual([])
    }
  })
})
