import type { Enterprise, Listing, Permit } from '#domain/enterprise/queries/get.ts'
import type { CaseOfEnterprise, Filing, Version } from '#domain/enterprise/queries/record.ts'
import { cityDate } from '#platform/clock.ts'
import { formatMoney } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { recordMessages } from '#src/i18n/messages/record.ts'
import { term } from '#src/i18n/terms.ts'

export interface CourseItem {
  date: string
  text: string
  href?: string
  tone?: 'river' | 'amber' | 'vermilion' | 'slate' | 'ink'
  /** Still to come. */
  open?: boolean
}

interface Sources {
  enterprise: Enterprise
  permits: Permit[]
  listings: Listing[]
  filings: Filing[]
  versions: Version[]
  cases: CaseOfEnterprise[]
}

/** 经过: what happened to the enterprise and what is still to come, oldest first. */
export function courseOf(sources: Sources, today: string, locale: Locale): CourseItem[] {
  const say = recordMessages[locale]
  const { enterprise, permits, listings, filings, versions, cases } = sources
  const late = new Set(filings.filter(({ state }) => state === 'published_late').map(({ year }) => year))
  const items: CourseItem[] = [
    ...(enterprise.startedOn ? [{ date: enterprise.startedOn, text: say.began }] : []),
    ...permits.map(({ permitNo, issuedOn }) => ({ date: issuedOn, text: say.gotPermit(permitNo) })),
    ...permits.slice(0, 1).map(({ permitNo, expiresOn }) => ({
      date: expiresOn,
      text: say.permitEnds(permitNo),
      ...(expiresOn < today ? { tone: 'amber' as const } : {}),
    })),
    ...listings.map(({ year, publishedOn, kinds }) => ({
      date: publishedOn,
      text: say.wasListed(
        year,
        kinds.map((kind) => term(locale, 'listingKind', kind)).join(locale === 'zh' ? '、' : ', '),
      ),
    })),
    ...versions.map(({ id, year, version, publishedAt }) => ({
      date: cityDate(publishedAt),
      text: version === 1 && late.has(year) ? say.publishedLate(year) : say.published(year, version),
      href: localePath(locale, `/disclosures/${id}`),
      ...(version === 1 && late.has(year) ? { tone: 'amber' as const } : {}),
    })),
    ...filings
      .filter(({ publishedAt }) => publishedAt === null)
      .map(({ year, dueOn, state }) => ({
        date: dueOn,
        text: state === 'overdue' || state === 'refused' ? say.missed(year) : say.due(year),
        ...(state === 'overdue' || state === 'refused' ? { tone: 'vermilion' as const } : {}),
      })),
    ...cases.map(({ id, decidedOn, decisionNo, title, titleEn, fineFen }) => ({
      date: decidedOn,
      text: say.penalised(
        decisionNo,
        (locale === 'en' && titleEn) || title,
        fineFen > 0 ? formatMoney(locale, fineFen) : '',
      ),
      href: localePath(locale, `/board/${id}`),
      tone: 'vermilion' as const,
    })),
    ...cases
      .filter(({ rectifyBy, executionState }) => rectifyBy && executionState !== 'done')
      .map(({ decisionNo, rectifyBy }) => ({
        date: rectifyBy as string,
        text: say.mustRectify(decisionNo),
        tone: 'amber' as const,
      })),
  ]
  return items
    .map((item) => ({ ...item, open: item.date > today }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}
