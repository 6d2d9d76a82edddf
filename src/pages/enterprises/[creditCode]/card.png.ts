import type { APIRoute } from 'astro'
import { getEnterprise } from '#domain/enterprise/queries/get.ts'
import { listOutlets } from '#domain/enterprise/queries/outlets.ts'
import { isCodeForm } from '#domain/enterprise/rules/credit-code.ts'
import { caseCopy } from '#domain/violation/input/board.ts'
import { casesOfEnterprise } from '#domain/violation/queries/firm.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { cardResponse } from '#src/components/card/answer.ts'
import { cardMark } from '#src/components/card/mark.ts'
import { formatDate, formatNumber } from '#src/i18n/format.ts'
import { cardMessages } from '#src/i18n/messages/card.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term } from '#src/i18n/terms.ts'

/** The share card of a firm: its name, its outlets, its cases on the board; `?lang=en` for English. */
export const GET: APIRoute = ({ params, locals: { db, now }, url, cache }) =>
  answerApi(async () => {
    const { lang: locale } = parseApiSearch(caseCopy, url.searchParams)
    const code = params.creditCode ?? ''
    const firm = isCodeForm(code) ? await getEnterprise(db, code) : undefined
    if (!firm) return problem(404, 'There is no such enterprise')
    const [outlets, cases] = await Promise.all([
      listOutlets(db, firm.id, cityDate(now)),
      casesOfEnterprise(db, firm.id, { limit: 1 }),
    ])
    const say = cardMessages[locale]
    const isZh = locale === 'zh'
    const [latest] = cases.rows
    cache.set({ maxAge: 300, swr: 3600, tags: ['board', `enterprise:${code}`] })
    return cardResponse({
      kicker: [say.firmKicker, isZh ? firm.regionZh : firm.regionEn, isZh ? firm.sectorZh : firm.sectorEn]
        .filter(Boolean)
        .join(' · '),
      title: (!isZh && firm.nameEn) || firm.name,
      facts: [
        { label: say.outlets, value: say.outletCount(formatNumber(locale, outlets.length)) },
        { label: violationMessages[locale].control, value: term(locale, 'controlLevel', firm.controlLevel) },
        { label: say.onBoard, value: say.cases(formatNumber(locale, cases.total)), isGrave: cases.total > 0 },
        { label: say.latest, value: latest ? formatDate(locale, latest.decidedOn) : say.never },
      ],
      foot: code,
      mark: cardMark(locale),
    })
  })
