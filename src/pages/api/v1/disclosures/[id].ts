import type { APIRoute } from 'astro'
import { disclosureId } from '#domain/disclosure/input.ts'
import { getDisclosure, listVersions } from '#domain/disclosure/queries/public.ts'
import { judgeRow } from '#domain/disclosure/rules/judgement.ts'
import { hasMultiple } from '#domain/enterprise/rules/limit.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** One version with its rows; each value has its unit in a field beside it. */
export const GET: APIRoute = ({ request, params, locals }) =>
  answerApi(async () => {
    const id = disclosureId.safeParse(params.id).data
    const disclosure = id === undefined ? undefined : await getDisclosure(locals.db, id)
    if (!disclosure) return problem(404, 'There is no such published disclosure')
    const { enterpriseId, rows, ...head } = disclosure
    return apiOne(request, {
      ...head,
      versions: await listVersions(locals.db, enterpriseId, disclosure.year),
      rows: rows.map(({ outletId: _, ...row }) => {
        const { exceedanceRate, worst, total } = judgeRow(row, row)
        return {
          ...row,
          totalUnit: row.hasTotal ? 't' : null,
          exceedanceRate,
          standing: worst?.standing ?? null,
          exceedanceMultiple: hasMultiple(row.concentrationUnit) ? (worst?.multiple ?? null) : null,
          totalStanding: total?.standing ?? null,
        }
      }),
    })
  })
