import type { EnterpriseRow } from '#domain/enterprise/queries/list.ts'
import { nameOf, type RegisterReference } from '#domain/enterprise/queries/reference.ts'
import { limitBar } from '#src/components/limit/limit-bar.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { enterpriseMessages } from '#src/i18n/messages/enterprise.ts'
import { term } from '#src/i18n/terms.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

export const filingTones = {
  not_required: 'slate',
  not_yet_due: 'ink-soft',
  due: 'amber',
  overdue: 'vermilion',
  refused: 'vermilion',
  published: 'river',
  published_late: 'amber',
} as const

/**
 * The rows of the register's table as HTML. One string instead of a component for each cell: this is the busiest list of
 * the portal. Whatever comes from the database goes through escapeHtml.
 */
export function enterpriseRows(
  rows: EnterpriseRow[],
  reference: RegisterReference,
  locale: Locale,
  year: number,
): string {
  const say = enterpriseMessages[locale]
  const label = (text: string) => `data-label="${escapeHtml(text)}"`
  const [exceedances, cases, filing] = [say.exceedances, say.cases, say.filing(year)].map(label)

  return rows
    .map((row) => {
      const facts = [
        nameOf(reference.region, row.regionCode, locale),
        nameOf(reference.sector, row.sectorCode, locale),
        row.controlLevel === 'other' ? '' : term(locale, 'controlLevel', row.controlLevel),
        row.operatingState === 'operating' ? '' : term(locale, 'operatingState', row.operatingState),
      ]
      const link = localePath(locale, `/enterprises/${row.creditCode}`)
      const name = (locale === 'en' && row.nameEn) || row.name
      return (
        `<tr><th scope="row"><a href="${link}">${escapeHtml(name)}</a>` +
        `<span class="row-facts">${mediumSign(row, locale)}${escapeHtml(facts.filter(Boolean).join(' · '))}</span></th>` +
        `<td>${worstCell(row, reference, locale)}</td>` +
        `<td class="num" ${exceedances}>${count(locale, row.exceedanceCount, link, 'vermilion')}</td>` +
        `<td class="num" ${cases}>${count(locale, row.violationCount, `${link}#cases`, 'ink')}</td>` +
        `<td ${filing}>${filingBadge(row.filing, locale)}</td></tr>`
      )
    })
    .join('')
}

/** A dash for what was looked at and is nothing; the number leads to where it is explained. */
function count(locale: Locale, n: number, href: string, tone: string): string {
  return n === 0 ? '<span class="soft">0</span>' : `<a class="${tone}" href="${href}">${formatNumber(locale, n)}</a>`
}

export function filingBadge(filing: EnterpriseRow['filing'], locale: Locale): string {
  const words = escapeHtml(term(locale, 'filingState', filing))
  return filing === 'not_required'
    ? `<span class="soft small">${words}</span>`
    : `<span class="badge badge-${filingTones[filing]}">${words}</span>`
}

export function worstCell({ worst }: EnterpriseRow, reference: RegisterReference, locale: Locale): string {
  if (!worst) return `<span class="soft small">${escapeHtml(enterpriseMessages[locale].noMeasurement)}</span>`
  const { max, limitMin, limitMax, unit, outletCode, factorCode } = worst
  const bar = limitBar({ value: max, state: 'measured', limitMin, limitMax, unit, locale })
  const what = `${outletCode} ${nameOf(reference.factor, factorCode, locale)}`
  return `<span class="row-factor">${escapeHtml(what)}</span>${bar}`
}

/** Circle water, triangle air, square both: the shapes of the map. */
function mediumSign({ dischargesWater, dischargesAir }: EnterpriseRow, locale: Locale): string {
  if (!dischargesWater && !dischargesAir) return ''
  const words = [dischargesWater && term(locale, 'medium', 'water'), dischargesAir && term(locale, 'medium', 'air')]
  const shape =
    dischargesWater && dischargesAir
      ? '<path d="M1.5 1.5h9v9h-9z"/>'
      : dischargesWater
        ? '<circle cx="6" cy="6" r="5"/>'
        : '<path d="M6 .8l5.6 10H.4z"/>'
  const name = escapeHtml(words.filter(Boolean).join(locale === 'zh' ? '、' : ', '))
  return `<svg class="medium-sign" viewBox="0 0 12 12" width="12" height="12" role="img" aria-label="${name}"><title>${name}</title>${shape}</svg>`
}
