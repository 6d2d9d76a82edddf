import type { APIRoute } from 'astro'
import { disclosureId } from '#domain/disclosure/input.ts'
import { getDisclosure } from '#domain/disclosure/queries/public.ts'
import { listTrends } from '#domain/disclosure/queries/trends.ts'
import { reportedYear } from '#domain/disclosure/rules/deadline.ts'
import { answerApi, csvFile, problem } from '#platform/http/api.ts'

const head =
  'outletCode,factorCode,factorNameZh,factorNameEn,unit,year,state,mean,max,limitMin,limitMax,onlineMean,totalTonnes,permittedTonnes'

/** Five years of every outlet and factor, one line for each year. */
export const GET: APIRoute = ({ params, locals }) =>
  answerApi(async () => {
    const id = disclosureId.safeParse(params.id).data
    const disclosure = id === undefined ? undefined : await getDisclosure(locals.db, id)
    if (!disclosure) return problem(404, 'There is no such published disclosure')
    const { enterpriseId, year, creditCode } = disclosure
    const trends = await listTrends(locals.db, enterpriseId, reportedYear(year))
    const rows = trends.flatMap((trend) =>
      trend.points.map((p) => [
        trend.outletCode,
        trend.factorCode,
        trend.factorNameZh,
        trend.factorNameEn,
        trend.unit,
        p.year,
        p.state,
        p.mean,
        p.max,
        p.limitMin,
        p.limitMax,
        p.onlineMean === null ? null : Number(p.onlineMean.toPrecision(4)),
        p.totalTonnes,
        p.permittedTonnes,
      ]),
    )
    return csvFile(`trends-${creditCode}-${reportedYear(year)}.csv`, [head.split(','), ...rows])
  })
