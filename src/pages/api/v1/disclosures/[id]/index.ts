import type { APIRoute } from 'astro'
import { disclosureId } from '#domain/disclosure/input.ts'
import { listPublishedItems } from '#domain/disclosure/queries/items.ts'
import { getDisclosure, listVersions } from '#domain/disclosure/queries/public.ts'
import { fingerprint, groupsOf } from '#domain/disclosure/rules/fingerprint.ts'
import { judgeRow } from '#domain/disclosure/rules/judgement.ts'
import { totalsByFactor } from '#domain/disclosure/rules/summary.ts'
import { hasMultiple } from '#domain/enterprise/rules/limit.ts'
import { listDoubts } from '#domain/review/queries/doubts.ts'
import { listReviews } from '#domain/review/queries/reviews.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** One version with its rows and groups; each value has its unit in a field beside it. */
export const GET: APIRoute = ({ request, params, locals }) =>
  answerApi(async () => {
    const { db } = locals
    const id = disclosureId.safeParse(params.id).data
    const disclosure = id === undefined ? undefined : await getDisclosure(db, id)
    if (!disclosure) return problem(404, 'There is no such published disclosure')
    const { enterpriseId, rows, ...head } = disclosure
    const [items, versions, reviews, doubts] = await Promise.all([
      listPublishedItems(db, head.id),
      listVersions(db, enterpriseId, head.year),
      listReviews(db, head.id),
      listDoubts(db, head.id),
    ])
    return apiOne(request, {
      ...head,
      fingerprint: fingerprint({ ...disclosure, items }),
      versions,
      changes: `/api/v1/disclosures/${head.id}/changes`,
      rows: rows.map(({ outletId: _, ...row }) => {
        const { exceedanceRate, worst, total } = judgeRow(row, row)
        return {
          ...row,
          totalUnit: row.hasTotal ? 't' : null,
          rateUnit: row.outletKind === 'stack' ? 'kg/h' : null,
          exceedanceRate,
          standing: worst?.standing ?? null,
          exceedanceMultiple: hasMultiple(row.concentrationUnit) ? (worst?.multiple ?? null) : null,
          totalStanding: total?.standing ?? null,
        }
      }),
      totals: totalsByFactor(rows).map((total) => ({ ...total, unit: 't' })),
      groups: groupsOf(items, rows),
      // Bureaus speak, not their officials.
      reviews: reviews.map(
        ({ id: _, disclosureId: __, reviewerId: ___, reviewerName: ____, inspectors: _____, ...review }) => review,
      ),
      doubts: doubts.map(({ field, code, given, reason, state, lookedAt, note }) => ({
        field,
        code,
        given,
        reason,
        state,
        lookedAt,
        note,
      })),
    })
  })
