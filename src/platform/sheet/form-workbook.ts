import writeXlsxFile from 'write-excel-file/node'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { sheetName } from '#platform/sheet/write.ts'
import { escapeXml, storedText } from '#platform/sheet/xml.ts'

/** How a cell looks: `given` is not to be changed, `asked` is to be filled in, `unasked` has nothing to say. */
export type CellLook = 'title' | 'note' | 'head' | 'given' | 'asked' | 'unasked' | 'plain'

export interface PlannedCell {
  /** A text is written as it is, never as a formula; a number as a number. */
  value: string | number | null
  look?: CellLook
}

export interface PlannedSheet {
  /** Cut and cleaned to what Excel takes; two of one name are numbered. */
  name: string
  columns: readonly { width: number; isHidden?: boolean }[]
  rows: readonly (readonly PlannedCell[])[]
  /** Lines (from 1) that are not shown. */
  hiddenRows?: readonly number[]
  /** So many rows and columns stay when one scrolls; the last of the rows is repeated on each printed page. */
  frozen?: { rows: number; columns: number }
  /** Words that are offered in a cell; others can be typed all the same. */
  lists?: readonly { column: number; fromLine: number; toLine: number; words: readonly string[] }[]
}

/** Makes an .xlsx to be filled in by hand: A4 landscape, as wide as the page, what was typed kept as text. */
export async function writeFormWorkbook(planned: readonly PlannedSheet[]): Promise<Buffer> {
  const names = sheetNames(planned.map(({ name }) => name))
  const sheets = planned.map((sheet, i) => ({
    sheet: names[i] as string,
    data: sheet.rows.map((row) => {
      const height = headHeight(row, sheet.columns)
      return row.map((cell) => ({ ...written(cell), ...(height ? { height } : {}) }))
    }),
    columns: sheet.columns.map(({ width }) => ({ width })),
    orientation: 'landscape' as const,
    ...(sheet.frozen ? { stickyRowsCount: sheet.frozen.rows, stickyColumnsCount: sheet.frozen.columns } : {}),
  }))
  return writeXlsxFile(sheets, {
    fontFamily: 'Microsoft YaHei',
    fontSize: 10,
    features: [setUp(planned, names)],
  }).toBuffer()
}

const border = { borderStyle: 'thin', borderColor: '#B8C0C8' } as const
const looks = {
  title: { fontWeight: 'bold', fontSize: 15, height: 26, alignVertical: 'center' },
  note: { textColor: '#555555', wrap: false },
  head: { fontWeight: 'bold', backgroundColor: '#DCE7EF', wrap: true, alignVertical: 'center', ...border },
  given: { backgroundColor: '#F0F0EE', textColor: '#444444', wrap: true, alignVertical: 'top', ...border },
  asked: { wrap: true, alignVertical: 'top', format: '@', ...border },
  unasked: { backgroundColor: '#D9D9D6', format: '@', ...border },
  plain: { wrap: true, alignVertical: 'top' },
} as const satisfies Record<CellLook, object>

function written({ value, look = 'plain' }: PlannedCell) {
  const style = looks[look]
  if (value === null || value === '') return { ...style, type: String }
  return typeof value === 'number'
    ? { ...style, value, type: Number }
    : { ...style, value: storedText(value), type: String }
}

/** Points that the fullest head of a line needs: heads are not cut, whatever the program makes of a line without a height. */
function headHeight(row: readonly PlannedCell[], columns: PlannedSheet['columns']): number | undefined {
  const lines = row.map(({ value, look }, i) =>
    look === 'head'
      ? String(value ?? '')
          .split('\n')
          .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / ((columns[i]?.width ?? 10) - 1))), 0)
      : 0,
  )
  const most = Math.max(0, ...lines)
  return most > 0 ? 6 + 14 * most : undefined
}

/** East Asian signs are two wide. */
const widthOf = (text: string) => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)

/** Characters that a page of A4 takes side by side and can still be read. */
const pageWidth = 150
const pagesOf = ({ columns }: PlannedSheet) =>
  Math.max(1, Math.ceil(columns.reduce((sum, { width, isHidden }) => sum + (isHidden ? 0 : width), 0) / pageWidth))

/** Names that Excel takes, each once. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name, i) => {
    const clean =
      sheetName(name)
        .replace(/^'+|'+$/g, '')
        .trim() || `Sheet${i + 1}`
    let free = clean
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${clean.slice(0, 27)} ${n}`
    taken.add(free.toLowerCase())
    return free
  })
}

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number]

/** What the library has no words for: hidden rows and columns, lists, the page, heads on every printed page. */
function setUp(planned: readonly PlannedSheet[], names: readonly string[]): Feature {
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('<definedNames/>', () => printedHeads(planned, names)),
        },
        'xl/worksheets/sheet{id}.xml': {
          transformElementAttributes: (tag, attributes, index = 0, _options, { sheetIndex }) => {
            const sheet = planned[sheetIndex]
            const isHidden =
              (tag === 'row' && sheet?.hiddenRows?.includes(index + 1)) ||
              (tag === 'col' && sheet?.columns[index]?.isHidden === true)
            return isHidden ? { ...attributes, hidden: 1 } : attributes
          },
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = planned[sheetIndex]
            if (!sheet) return xml
            return xml
              .replace(/(<worksheet [^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              .replace('<pageMargins ', () => `${lists(sheet)}<pageMargins `)
              .replace(/<pageSetup [^>]*\/>/, () => pageSetUp(sheet))
          },
        },
      },
    },
  }
}

const pageSetUp = (sheet: PlannedSheet) =>
  `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${pagesOf(sheet)}" fitToHeight="0"/>` +
  '<headerFooter><oddFooter>&amp;C&amp;A  &amp;P / &amp;N</oddFooter></headerFooter>' +
  `<ignoredErrors><ignoredError sqref="A1:${columnLetter(Math.max(0, sheet.columns.length - 1))}20000" numberStoredAsText="1"/></ignoredErrors>`

function printedHeads(planned: readonly PlannedSheet[], names: readonly string[]): string {
  const defined = planned.flatMap(({ frozen }, i) => {
    if (!frozen || frozen.rows === 0) return []
    const name = `'${names[i]?.replaceAll("'", "''")}'`
    const columns = frozen.columns > 0 ? `${name}!$A:$${columnLetter(frozen.columns - 1)},` : ''
    const titles = escapeXml(`${columns}${name}!$${frozen.rows}:$${frozen.rows}`)
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${titles}</definedName>`]
  })
  return defined.length > 0 ? `<definedNames>${defined.join('')}</definedNames>` : '<definedNames/>'
}

/** Excel takes a list of 255 characters within the sheet; a longer one stands in the note alone. */
function lists(sheet: PlannedSheet): string {
  const fitting = (sheet.lists ?? []).filter(
    ({ words }) => words.length > 0 && words.join(',').length <= 250 && words.every((word) => !/[,"]/.test(word)),
  )
  if (fitting.length === 0) return ''
  const each = fitting.map(({ column, fromLine, toLine, words }) => {
    const letter = columnLetter(column)
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letter}${fromLine}:${letter}${toLine}"><formula1>${escapeXml(`"${words.join(',')}"`)}</formula1></dataValidation>`
  })
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`
}
