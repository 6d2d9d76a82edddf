import type { APIRoute } from 'astro'
import { installDownload } from '#domain/device/input/search.ts'
import { searchInstallations } from '#domain/device/queries/installations.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { csvText } from '#platform/sheet/write.ts'
import { joined, vendorText } from '#src/components/device/words.ts'
import { csvResponse } from '#src/components/sanction/csv.ts'
import { deviceMessages, installStageName } from '#src/i18n/messages/device.ts'
import { onlineStateName } from '#src/i18n/messages/live.ts'
import { term } from '#src/i18n/terms.ts'

/** The list of the page for a spreadsheet; `?lang=en` for English. */
export const GET: APIRoute = ({ url, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const { lang: locale, ...search } = parseApiSearch(installDownload, url.searchParams)
    const say = deviceMessages[locale]
    const yes = (is: boolean) => (is ? say.yes : '')
    const { rows } = await searchInstallations(db, search, now)
    const lines = rows.map((row) => [
      row.creditCode,
      (locale === 'en' && row.enterpriseNameEn) || row.enterpriseName,
      row.outletCode,
      row.outletName,
      row.regionCode,
      joined(
        locale,
        row.groups.map((group) => term(locale, 'installGroup', group)),
      ),
      row.plan?.dueOn ?? '',
      installStageName(locale, row.stage),
      yes(row.isLate),
      row.deviceState === null ? '' : term(locale, 'deviceState', row.deviceState),
      row.state === null ? '' : onlineStateName(locale, row.state),
      yes(row.hasFault),
      row.deviceId === null ? '' : vendorText(locale, row.vendors),
    ])
    cache.set({ maxAge: 30, swr: 0, tags: ['monitoring'] })
    return csvResponse('monitoring-devices', csvText([say.csvHead.split(','), ...lines]))
  })
