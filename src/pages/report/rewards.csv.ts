import type { APIRoute } from 'astro'
import { publicDownload } from '#domain/report/input/public.ts'
import { getRewardLedger } from '#domain/report/queries/reward/ledger.ts'
import { gradeName } from '#domain/report/rules/reward.ts'
import { answerApi, csvFile } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { rewardMessages } from '#src/i18n/messages/reward.ts'

/** The ledger of rewards, a line for each month and grade; `?lang=en` for English. */
export const GET: APIRoute = ({ locals: { db }, url, cache }) =>
  answerApi(async () => {
    const { lang } = parseApiSearch(publicDownload, url.searchParams)
    const { months } = await getRewardLedger(db)
    cache.set({ maxAge: 300, swr: 0, tags: ['reports'] })
    const rows = months.flatMap(({ month, grades }) =>
      grades.map(({ grade, granted, paid, open, lapsed, declined }) => [
        month,
        gradeName(grade)[lang],
        ...[granted, paid, open, lapsed, declined].flatMap(({ count, yuan }) => [count, yuan]),
      ]),
    )
    return csvFile('report-rewards.csv', [rewardMessages[lang].csvHead.split(','), ...rows])
  })
