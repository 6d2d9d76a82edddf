import { caseWhole } from '#domain/violation/open-data.ts'
import type { Aftercare } from '#domain/violation/queries/aftercare.ts'
import type { PublishedCase } from '#domain/violation/queries/get.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { formatDate } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'

export const citationFormats = ['txt', 'bib', 'ris', 'json'] as const
export type CitationFormat = (typeof citationFormats)[number]

/** What a citation of a case says, whatever its form. Days as `YYYY-MM-DD`. */
export interface Citation {
  id: number
  title: string
  authority: string
  decisionNo: string
  decidedOn: string
  /** The day of the version that the fingerprint is of. */
  changedOn: string
  readOn: string
  fingerprint: string
  url: string
  board: string
  locale: Locale
}

export function citationOf(found: PublishedCase, beside: Aftercare, readOn: string, locale: Locale): Citation {
  return {
    id: found.id,
    title: (locale === 'en' && found.titleEn) || found.title,
    authority: found.authority,
    decisionNo: found.decisionNo,
    decidedOn: found.decidedOn,
    changedOn: cityDate(found.updatedAt),
    readOn,
    fingerprint: caseWhole(found, beside).fingerprint,
    url: new URL(localePath(locale, `/board/${found.id}`), config().SITE_URL).href,
    board: violationMessages[locale].feedOf,
    locale,
  }
}

/** The citation as a sentence. */
export function sentenceOf(citation: Citation): string {
  const { title, authority, decisionNo, decidedOn, changedOn, url, locale, fingerprint } = citation
  const say = violationMessages[locale]
  const day = (date: string) => formatDate(locale, date)
  return `${say.citation(title, authority, decisionNo, day(decidedOn), url)}${say.citedVersion(day(changedOn), fingerprint)}`
}

export const writeCitation: Record<CitationFormat, { type: string; write: (citation: Citation) => string }> = {
  txt: { type: 'text/plain; charset=utf-8', write: (citation) => `${sentenceOf(citation)}\n` },
  bib: { type: 'application/x-bibtex; charset=utf-8', write: bibtex },
  ris: { type: 'application/x-research-info-systems; charset=utf-8', write: ris },
  json: { type: 'application/vnd.citationstyles.csl+json', write: csl },
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function bibtex(c: Citation): string {
  const [year, month] = c.decidedOn.split('-')
  const fields = [
    `  author = {{${tex(c.authority)}}},`,
    `  title = {{${tex(c.title)}}},`,
    `  number = {${tex(c.decisionNo)}},`,
    `  year = {${year}},`,
    `  month = ${months[Number(month) - 1]},`,
    `  howpublished = {${tex(c.board)}},`,
    `  url = {${c.url}},`,
    `  urldate = {${c.readOn}},`,
    `  note = {SHA-256 ${c.fingerprint}, ${c.changedOn}},`,
  ]
  return `@misc{qingyuan-board-${c.id},\n${fields.join('\n')}\n}\n`
}

/** The signs that TeX would obey. */
const tex = (text: string) => oneLine(text).replace(/[\\{}$&#_%~^]/g, (sign) => texSigns[sign] ?? `\\${sign}`)
const texSigns: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function ris(c: Citation): string {
  const lines = [
    'TY  - ELEC',
    `AU  - ${oneLine(c.authority)}`,
    `TI  - ${oneLine(c.title)}`,
    `AN  - ${oneLine(c.decisionNo)}`,
    `PY  - ${c.decidedOn.slice(0, 4)}`,
    `DA  - ${c.decidedOn.replaceAll('-', '/')}/`,
    `PB  - ${oneLine(c.board)}`,
    `UR  - ${c.url}`,
    `Y2  - ${c.readOn.replaceAll('-', '/')}/`,
    `N1  - SHA-256 ${c.fingerprint}, ${c.changedOn}`,
    'ER  - ',
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

function csl(c: Citation): string {
  const date = (day: string) => ({ 'date-parts': [day.split('-').map(Number)] })
  const item = {
    id: `qingyuan-board-${c.id}`,
    type: 'webpage',
    language: c.locale === 'zh' ? 'zh-CN' : 'en',
    title: c.title,
    author: [{ literal: c.authority }],
    number: c.decisionNo,
    issued: date(c.decidedOn),
    accessed: date(c.readOn),
    'container-title': c.board,
    URL: c.url,
    note: `SHA-256 ${c.fingerprint}, ${c.changedOn}`,
  }
  return `${JSON.stringify([item], null, 2)}\n`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
