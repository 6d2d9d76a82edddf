import type { APIRoute } from 'astro'
import { campaignFile, campaignId } from '#domain/plan/input/campaign.ts'
import { getCampaign, listCampaignFirms } from '#domain/plan/queries/campaigns.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, csvFile, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { campaignMessages } from '#src/i18n/messages/campaign.ts'

/** The firms of a campaign as its page lists them, filters included; `?lang=en` for English. */
export const GET: APIRoute = ({ params, url, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const id = campaignId.safeParse(params.id).data
    const campaign = id === undefined ? undefined : await getCampaign(db, id)
    if (!campaign) return problem(404, 'There is no such campaign')
    const { lang, ...filter } = parseApiSearch(campaignFile, url.searchParams)
    const { rows } = await listCampaignFirms(db, campaign, filter, cityDate(now))
    const say = campaignMessages[lang]
    const permit = { held: say.held, expired: say.expired, none: say.missing }
    cache.set({ maxAge: 300, swr: 0, tags: ['plan', 'inspections', 'enterprises', 'board'] })
    return csvFile(`campaign-${campaign.id}.csv`, [
      say.csvHead.split(','),
      ...rows.map((row) => [
        row.creditCode,
        (lang === 'en' && row.nameEn) || row.name,
        row.regionCode,
        row.sectorCode,
        permit[row.permit],
        row.permitNo,
        row.permitExpiresOn,
        row.checked,
        row.found,
        row.inspectionNo,
        row.cases,
        say[row.standing],
      ]),
    ])
  })
