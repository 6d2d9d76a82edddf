import { annexes, type LedgerKind } from '#domain/screening/rules/annex.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { type ShownLine, shownSheets } from '#platform/sheet/shown.ts'
import { withoutBlanks } from '#src/text/plain-text.ts'

/** One sheet in the layout of annex 1 or 3: whose it is, of what day, and its lines by the annex's columns. */
export interface AnnexSheetRead {
  name: string
  ledger: LedgerKind
  /** As written after 填报单位; empty where the line is not there. */
  unit: string
  /** As written after 填报时间; empty likewise. */
  date: string
  columns: { index: number; letter: string; header: string; key: string }[]
  lines: ShownLine[]
}

/** The ledgers in a file, sheet by sheet as they are seen. Sheets without the annex's heads are left out. @throws UnreadableFile */
export async function readAnnexSheets(bytes: Uint8Array): Promise<{ format: string; sheets: AnnexSheetRead[] }> {
  const { format, sheets } = await shownSheets(bytes)
  return { format, sheets: sheets.flatMap(({ name, lines }) => readSheet(name, lines) ?? []) }
}

const searchedLines = 20
/** Fewer heads than this are no annex. */
const leastHeads = 5

function readSheet(name: string, lines: ShownLine[]): AnnexSheetRead | undefined {
  const best = lines
    .slice(0, searchedLines)
    .flatMap((line, at) =>
      (['screening', 'rectification'] as const).map((ledger) => ({ ledger, at, columns: columnsOf(line, ledger) })),
    )
    .sort((a, b) => b.columns.length - a.columns.length)[0]
  if (!best || best.columns.length < leastHeads || !best.columns.some(({ key }) => key === 'enterpriseName'))
    return undefined
  const above = lines.slice(0, best.at)
  return {
    name,
    ledger: best.ledger,
    unit: after(above, /^填报单位(（?(盖章|公章)）?)?[:：]?/),
    date: after(above, /^(填报时间|填报日期|截至)[:：]?/),
    columns: best.columns,
    lines: lines.slice(best.at + 1),
  }
}

const keyOf = (words: string) => withoutBlanks(words).replace(/[^\p{L}\p{N}]/gu, '')
/** How the same column is also called: by the provincial form, and by what is met. */
const others: Record<string, readonly string[]> = {
  region: ['市区县', '县市区', '市州', '县区', '区县'],
  problem: ['存在的问题', '存在问题', '问题', '排查情况'],
  enforcement: ['查处情况查处法律法规文书号', '查处情况查处法律文书号', '查处情况'],
  recheck: ['复查监测情况监测报告编号', '复查监测情况'],
  onlineMonitoring: ['在线监测情况监测因子对比联网情况有效性情况', '在线监测情况'],
  permitAndDischarge: ['排污许可证内容及设施及排放浓度总量情况', '排污许可证情况'],
  onlineExceeded: ['是否存在超标', '在线是否超标', '是否在线超标'],
}

function columnsOf({ cells }: ShownLine, ledger: LedgerKind) {
  const names = new Map(
    annexes[ledger].columns.flatMap(({ key, label }) =>
      [label, ...(others[key] ?? [])].map((word) => [keyOf(word), key] as const),
    ),
  )
  const taken = new Set<string>()
  return cells.flatMap((cell, index) => {
    const header = typeof cell === 'string' ? cell.trim() : ''
    const key = names.get(keyOf(header))
    if (!key || taken.has(key)) return []
    taken.add(key)
    return [{ index, letter: columnLetter(index), header: header.slice(0, 60), key }]
  })
}

/** What stands after a word in the lines above the table: in its own cell, or in the next one. */
function after(lines: readonly ShownLine[], word: RegExp): string {
  for (const { cells } of lines)
    for (const [i, cell] of cells.entries()) {
      if (typeof cell !== 'string') continue
      const text = withoutBlanks(cell).replaceAll('(', '（').replaceAll(')', '）')
      if (!word.test(text)) continue
      // Of annex 3 the seal stands behind the name, or in its place.
      const own = text.replace(word, '').replace(/（(盖章|公章)）$/, '')
      if (own) return own
      const next = cells.slice(i + 1).find((each) => typeof each === 'string' && each.trim() !== '')
      return typeof next === 'string' && !/填报|日期/.test(next) ? withoutBlanks(next) : ''
    }
  return ''
}
