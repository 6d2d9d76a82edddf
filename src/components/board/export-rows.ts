import type { BoardRow } from '#domain/violation/queries/list.ts'
import { type BoardReference, nameOf } from '#domain/violation/queries/reference.ts'
import { config } from '#platform/config.ts'
import type { Cell } from '#platform/sheet/write.ts'
import { firmName, measureWords } from '#src/components/board/case-words.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { boardFileMessages } from '#src/i18n/messages/board-file.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term } from '#src/i18n/terms.ts'

/** The columns of a file of cases, in the reader's language. No person is in it. */
export function exportHead(locale: Locale): string[] {
  const say = violationMessages[locale]
  const file = boardFileMessages[locale]
  return [
    file.number,
    say.decidedOn,
    file.title,
    say.category,
    say.firm,
    file.creditCode,
    say.region,
    say.sector,
    say.control,
    say.decisionNo,
    say.authority,
    file.fineYuan,
    say.measures,
    say.rectifyBy,
    say.execution,
    say.repeatYes,
    say.publishedOn,
    file.changedAt,
    file.address,
  ]
}

export function exportRow(row: BoardRow, reference: BoardReference, locale: Locale): Cell[] {
  const file = boardFileMessages[locale]
  return [
    row.id,
    row.decidedOn,
    (locale === 'en' && row.titleEn) || row.title,
    term(locale, 'violationCategory', row.category),
    firmName(row, locale),
    row.creditCode,
    nameOf(reference.region, row.regionCode, locale),
    nameOf(reference.sector, row.sectorCode, locale),
    term(locale, 'controlLevel', row.controlLevel),
    row.decisionNo,
    row.authority,
    row.fineFen / 100,
    measureWords(row.measureKinds, locale),
    row.rectifyBy,
    term(locale, 'executionState', row.executionState),
    row.repeatOffence ? file.yes : file.no,
    row.publishedAt.toISOString(),
    row.updatedAt.toISOString(),
    new URL(localePath(locale, `/board/${row.id}`), config().SITE_URL).href,
  ]
}
