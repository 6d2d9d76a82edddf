import { describe, expect, it } from 'vitest'
import { type Citation, sentenceOf, writeCitation } from '#src/components/board/citation.ts'

const citation: Citation = {
  id: 12,
  title: '示例 {纸业} & 50%\n公司案',
  authority: '示例市生态环境局',
  decisionNo: '示环罚〔2026〕12号',
  decidedOn: '2026-03-09',
  changedOn: '2026-04-01',
  readOn: '2026-05-02',
  fingerprint: 'ab'.repeat(32),
  url: 'http://localhost:4321/board/12',
  board: '示例曝光台',
  locale: 'zh',
}

describe('a citation gives the decision, the day of the version, the fingerprint and the address', () => {
  it('as a sentence', () => {
    const text = sentenceOf(citation)
    for (const part of [citation.decisionNo, '2026年3月9日', '2026年4月1日', citation.fingerprint, citation.url])
      expect(text).toContain(part)
  })

  it('for BibTeX, its signs made harmless', () => {
    const text = writeCitation.bib.write(citation)
    expect(text).toContain('@misc{qingyuan-board-12,')
    expect(text).toContain('title = {{示例 \\{纸业\\} \\& 50\\% 公司案}}')
    expect(text).toContain('year = {2026}')
    expect(text).toContain('month = mar')
    expect(text).toContain('urldate = {2026-05-02}')
    expect(text.split('{').length).toBe(text.split('}').length)
  })

  it('for reference managers, one field a line', () => {
    const lines = writeCitation.ris.write(citation).trimEnd().split('\r\n')
    expect(lines[0]).toBe('TY  - ELEC')
    expect(lines.at(-1)).toBe('ER  -')
    expect(lines).toContain('TI  - 示例 {纸业} & 50% 公司案')
    expect(lines).toContain('DA  - 2026/03/09/')
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}-/)
  })

  it('as CSL-JSON', () => {
    const [item] = JSON.parse(writeCitation.json.write(citation))
    expect(item).toMatchObject({
      type: 'webpage',
      number: citation.decisionNo,
      author: [{ literal: citation.authority }],
      issued: { 'date-parts': [[2026, 3, 9]] },
      accessed: { 'date-parts': [[2026, 5, 2]] },
      URL: citation.url,
    })
  })
})
