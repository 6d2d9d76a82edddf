import { describe, expect, it } from 'vitest'
import { readLedgerSheet } from '#domain/violation/rules/import/ledger-sheet.ts'
import { readLedgerRow } from '#domain/violation/rules/import/row.ts'
import { caseImportMessages } from '#src/i18n/messages/case-import.ts'
import { zip } from '#test/support/sheet-files.ts'

const part = (name: string, content: string) => ({ name, content: Buffer.from(content) })
const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`
const rowOf = (line: number, cells: string, more = '') => `<row r="${line}" ${more}>${cells}</row>`
const sheet = (rows: string, merges = '') => `<worksheet><sheetData>${rows}</sheetData>${merges}</worksheet>`
const book = (sheets: { name: string; xml: string; state?: string }[], more: ReturnType<typeof part>[] = []) =>
  zip([
    part(
      'xl/workbook.xml',
      `<workbook xmlns:r="r"><sheets>${sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" ${state ? `state="${state}"` : ''} r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${sheets.map((_, i) => `<Relationship Id="r${i}" Type="x/worksheet" Target="/xl/worksheets/s${i}.xml"/>`).join('')}</Relationships>`,
    ),
    part(
      'xl/styles.xml',
      '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ),
    ...sheets.map(({ xml }, i) => part(`xl/worksheets/s${i}.xml`, xml)),
    ...more,
  ])

const header = (line: number) =>
  rowOf(
    line,
    ['处罚决定书文号', '当事人', '违法事实', '处罚决定日期', '罚款金额（万元）', '县（市、区）']
      .map((words, i) => text(`${'ABCDEF'[i]}${line}`, words))
      .join(''),
  )
const line = (at: number, cells: Record<string, string>, more = '') =>
  rowOf(
    at,
    Object.entries(cells)
      .map(([column, cell]) => (cell.startsWith('<') ? cell : text(`${column}${at}`, cell)))
      .join(''),
    more,
  )
const usual = { A: '桃环罚〔2026〕１２号', B: '示例厂', C: '超标排放', D: '２０２６年５月６日', F: '桃江县' }
const context = {
  regions: [{ code: '430922', nameZh: '桃江县', nameEn: 'Taojiang' }],
  ownRegion: undefined,
  today: '2026-06-10',
  locale: 'zh' as const,
}
const readAll = async (bytes: Uint8Array) => {
  const { header, lines } = await readLedgerSheet(bytes)
  return lines.map((each) => readLedgerRow(each, header?.columns ?? [], context))
}
const say = caseImportMessages.zh
const messages = (read: Awaited<ReturnType<typeof readAll>>) =>
  read.flatMap(({ findings }) => findings.map(({ line, column, message }) => [line, column, message]))

describe('a ledger as Excel keeps it', () => {
  it('with a day as Excel counts it, a fine as a formula with its value, and full-width figures is read as it is seen', async () => {
    const cells = { ...usual, D: '<c r="D2" s="1"><v>46148</v></c>', E: '<c r="E2"><f>10+2.5</f><v>12.5</v></c>' }
    const [typed, counted] = await readAll(
      book([{ name: '台账', xml: sheet(header(1) + line(2, cells) + line(3, usual)) }]),
    )
    expect(typed?.row?.content).toMatchObject({ decidedOn: '2026-05-06', measures: [{ amountFen: 125_000_00 }] })
    expect(counted?.row?.content).toMatchObject({ decisionNo: '桃环罚〔2026〕12号', decidedOn: '2026-05-06' })
  })

  it('with a formula that was never calculated, or an error, is refused at that cell', async () => {
    const cells = { ...usual, D: '<c r="D2"><f>TODAY()</f></c>', E: '<c r="E2" t="e"><v>#REF!</v></c>' }
    const found = messages(await readAll(book([{ name: '台账', xml: sheet(header(1) + line(2, cells)) }])))
    expect(found).toContainEqual([2, 'D', say.brokenCell])
    expect(found).toContainEqual([2, 'E', say.brokenCell])
  })

  it('has what is merged over several lines in each of them, and a head over two lines', async () => {
    const merges =
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="F1:F2"/><mergeCell ref="B3:B4"/></mergeCells>'
    const { B: _, ...below } = { ...usual, A: '桃环罚〔2026〕13号' }
    const bytes = book([
      {
        name: '台账',
        xml: sheet(header(1) + line(2, { C: '违法事实', D: '处罚决定日期' }) + line(3, usual) + line(4, below), merges),
      },
    ])
    expect((await readAll(bytes)).map(({ row }) => row?.content.enterpriseName)).toEqual(['示例厂', '示例厂'])
  })

  it('says of a line that is filtered away that it is read all the same', async () => {
    const bytes = book([{ name: '台账', xml: sheet(header(1) + line(2, usual, 'hidden="1"')) }])
    const read = await readAll(bytes)
    expect(read[0]?.row).toBeDefined()
    expect(messages(read)).toContainEqual([2, 'A', say.hiddenLine])
  })

  it('is taken from the first sheet in sight; hidden sheets are no part of it and others are named', async () => {
    const one = (no: string) => sheet(header(1) + line(2, { ...usual, A: no }))
    const found = await readLedgerSheet(
      book([
        { name: '旧', xml: one('桃环罚〔2025〕1号'), state: 'hidden' },
        { name: '2026', xml: one('桃环罚〔2026〕2号') },
        { name: '2024', xml: one('桃环罚〔2024〕3号') },
      ]),
    )
    expect(found.lines[0]?.cells[0]).toBe('桃环罚〔2026〕2号')
    expect(found.others).toEqual(['2024'])
  })

  it('with macros (.xlsm) is not opened', () =>
    expect(
      readLedgerSheet(book([{ name: '台账', xml: sheet(header(1)) }], [part('xl/vbaProject.bin', 'x')])),
    ).rejects.toMatchObject({ reason: { kind: 'macros' } }))

  it('drops no line in silence: what has facts but neither number nor party is refused, what is blank is not', async () => {
    const { A: _a, B: _b, ...rest } = usual
    const read = await readAll(book([{ name: '台账', xml: sheet(header(1) + line(2, rest) + line(3, { G: '—' })) }]))
    expect(messages(read)).toEqual([
      [2, 'A', say.noNumber],
      [2, 'B', say.noParty],
    ])
  })

  it('is refused where a sign turns the direction of the words', async () => {
    const cells = { ...usual, C: '超标\u202e排放' }
    const found = messages(await readAll(book([{ name: '台账', xml: sheet(header(1) + line(2, cells)) }])))
    expect(found.map(([, column, message]) => [column, String(message).includes('U+202E')])).toContainEqual(['C', true])
  })
})
