import { type executionStates, violationCategories } from '#db/vocabulary.ts'
import { type Place, readRegion, saysNone } from '#domain/enterprise/rules/import/values.ts'
import { caseLimits } from '#domain/violation/input/draft.ts'
import { readYuan, tidy, turningSign } from '#domain/violation/input/texts.ts'
import { decisionYear } from '#domain/violation/rules/decision-number.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { savingFindings } from '#domain/violation/rules/draft-check.ts'
import type { LedgerColumn, LedgerField } from '#domain/violation/rules/import/columns.ts'
import type { ViolationCategory } from '#domain/violation/rules/persons.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { ShownLine } from '#platform/sheet/shown.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseImportMessages } from '#src/i18n/messages/case-import.ts'
import { caseProblemText } from '#src/i18n/messages/case-problems.ts'
import { term } from '#src/i18n/terms.ts'
import { readDate } from '#src/text/dates.ts'
import { plainText, readableText, withoutBlanks } from '#src/text/plain-text.ts'

export interface LedgerContext {
  regions: readonly Place[]
  /** A county officer's own county: stands where the ledger has no column for it. */
  ownRegion: string | undefined
  today: string
  locale: Locale
}

export interface LedgerRow {
  line: number
  content: CaseContent
}

/** Reads one line of a ledger as the draft of a case. Of no use when `row` is undefined; `findings` then say why. */
export function readLedgerRow(
  { line, cells, broken, isHidden }: ShownLine,
  columns: readonly LedgerColumn[],
  context: LedgerContext,
): { row: LedgerRow | undefined; findings: Finding[] } {
  const say = caseImportMessages[context.locale]
  const findings: Finding[] = []
  const at = (field: LedgerField) => columns.find((column) => column.field === field)
  const cell = (field: LedgerField) => cells[at(field)?.index ?? -1] ?? null
  const text = (field: LedgerField) => tidy(cell(field) instanceof Date ? '' : String(cell(field) ?? ''))
  const find = (severity: Finding['severity'], field: LedgerField, message: string) => {
    const column = at(field)
    const given = cell(field)
    findings.push({
      severity,
      line,
      column: column?.letter ?? null,
      header: column?.header ?? null,
      given:
        given === null ? null : given instanceof Date ? given.toISOString().slice(0, 10) : String(given).slice(0, 120),
      message,
    })
  }
  const decisionNo = withoutBlanks(text('decisionNo'))
  const enterpriseName = readableText(text('enterpriseName'))
  const isFoot = /^(合计|总计|小计|注|备注|说明|填表|制表)/.test(
    plainText(String(cells.find((each) => each !== null) ?? '')),
  )
  if (isFoot && decisionYear(decisionNo) === undefined) return { row: undefined, findings }
  if (!columns.some(({ field, index }) => field && (cells[index] ?? null) !== null)) return { row: undefined, findings }
  if (isHidden) find('warn', 'decisionNo', say.hiddenLine)
  for (const { field, index } of columns) {
    if (!field) continue
    if (broken.has(index)) find('refuse', field, say.brokenCell)
    const sign = turningSign(String(cells[index] ?? ''))
    if (sign) find('refuse', field, caseProblemText(context.locale, 'turning_sign', { sign }))
  }
  if (decisionNo === '') find('refuse', 'decisionNo', say.noNumber)
  if (enterpriseName === '') find('refuse', 'enterpriseName', say.noParty)
  if (decisionNo === '' || enterpriseName === '') return { row: undefined, findings }

  const day = (field: LedgerField): string | null => {
    const given = cell(field)
    if (given === null || given === '' || typeof given === 'boolean') return null
    const read = readDate(given)
    if (read.ok && read.precision === 'day') return read.day
    find('refuse', field, say.noDay)
    return null
  }
  const bounded = (field: LedgerField, most: number): string => {
    const given = text(field)
    const length = Array.from(given).length
    if (length > most) find('refuse', field, caseProblemText(context.locale, 'too_long', { length, most }))
    return given
  }
  bounded('enterpriseName', caseLimits.name - 20)
  const creditCode = saysNone(text('creditCode')) ? '' : withoutBlanks(text('creditCode')).toUpperCase()
  const region = text('region') ? readRegion(text('region'), context.regions)?.code : context.ownRegion
  if (!region && !creditCode) find('refuse', 'region', text('region') ? say.noRegion : say.regionMissing)
  const facts = bounded('facts', caseLimits.facts)
  if (facts === '') find('refuse', 'facts', say.noFacts)
  const category = readCategory(text('category'), `${text('title')}${facts}`)
  if (!category.isSaid)
    find('warn', 'category', say.categoryGuessed(term(context.locale, 'violationCategory', category.value)))
  const fine = readFine(text('fineYuan'), text('fineTenThousand'))
  if (fine === undefined) find('refuse', text('fineYuan') ? 'fineYuan' : 'fineTenThousand', say.noAmount)
  const basis = bounded('basis', caseLimits.basis)
  const foundOn = day('actOn')
  const representative = readableText(text('legalRepresentative'))
  const content: CaseContent = {
    category: category.value,
    creditCode,
    enterpriseName,
    regionCode: region ?? '',
    title:
      bounded('title', caseLimits.title) || `${enterpriseName}${term('zh', 'violationCategory', category.value)}案`,
    titleEn: '',
    facts,
    factsEn: '',
    actOn: foundOn,
    leadSource: 'inspection',
    leadOn: null,
    leadWords: '',
    leadReference: say.fromLedger(line),
    inspectedOn: foundOn,
    inspectionWords: '',
    orderServedOn: null,
    orderWords: '',
    bases: [],
    basisText: basis,
    basisReason: basis ? say.ledgerBasis : '',
    decisionNo,
    decidedOn: day('decidedOn'),
    authority: bounded('authority', caseLimits.name),
    rectifyBy: day('rectifyBy'),
    executionState: readExecution(text('execution')),
    persons: representative
      ? [{ name: representative.slice(0, 60), position: '', kind: 'legal_representative', isMinor: false }]
      : [],
    measures: fine
      ? [{ kind: 'fine', amountFen: fine, fromOn: null, toOn: null, prolongedOn: null, periods: [], detail: '' }]
      : [],
    outlets: [],
    disclosures: [],
    readings: [],
    confirmed: [],
  }
  for (const { severity, field, code, given, clause } of savingFindings(content, context.today))
    find(severity, columnOf[field] ?? 'decisionNo', caseProblemText(context.locale, code, given, clause))
  return { row: { line, content }, findings }
}

/** Where a problem of the content stands in the ledger. */
const columnOf: Record<string, LedgerField> = {
  actOn: 'actOn',
  inspectedOn: 'actOn',
  decidedOn: 'decidedOn',
  decisionNo: 'decisionNo',
  facts: 'facts',
  basisText: 'basis',
}

const hints: readonly [ViolationCategory, RegExp][] = [
  ['falsified_data', /造假|弄虚作假|篡改|伪造|虚假.{0,4}数据/],
  ['stealth_discharge', /偷排|暗管|渗井|渗坑|逃避监管|直排/],
  ['abnormal_operation', /不正常(运行|使用)|擅自(停运|拆除|闲置)|闲置.{0,6}设施/],
  ['unpermitted_discharge', /无证排污|未取得排污许可|无排污许可/],
  ['disclosure_failure', /未.{0,8}公开|不如实公开|未.{0,4}披露/],
  ['obstruction', /阻挠|拒绝.{0,4}检查|妨碍/],
  ['serious_exceedance', /超标|超过.{0,12}(标准|限值)/],
]

/** The category as the ledger says it, else as its words lead one to think: the officer then looks. */
function readCategory(said: string, words: string): { value: ViolationCategory; isSaid: boolean } {
  const given = withoutBlanks(said).toLowerCase()
  const named = violationCategories.find((value) =>
    [value, term('zh', 'violationCategory', value), term('en', 'violationCategory', value).toLowerCase()].includes(
      given,
    ),
  )
  if (named) return { value: named, isSaid: true }
  return { value: hints.find(([, hint]) => hint.test(`${said}${words}`))?.[0] ?? 'other', isSaid: false }
}

/** Fen; null when there is no fine, undefined when it cannot be read. */
function readFine(yuan: string, tenThousand: string): number | null | undefined {
  const given = yuan || tenThousand
  if (given === '' || /^(0|无|[-—/]+|不予处罚|免予处罚|警告)$/.test(plainText(given))) return null
  return readYuan(tenThousand && !yuan && !/万/.test(tenThousand) ? `${plainText(tenThousand)}万` : plainText(given))
}

const executionWords: readonly [(typeof executionStates)[number], RegExp][] = [
  ['overdue', /逾期|未履行|未缴|强制执行/],
  ['in_progress', /执行中|正在|部分|分期/],
  ['done', /已执行|执行完毕|已履行|履行完毕|已缴|缴清|已结案|完成/],
]
const readExecution = (given: string) => executionWords.find(([, words]) => words.test(given))?.[0] ?? 'pending'
