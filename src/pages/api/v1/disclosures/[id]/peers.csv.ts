import type { APIRoute } from 'astro'
import { disclosureId } from '#domain/disclosure/input.ts'
import { listPeerComparison } from '#domain/disclosure/queries/peers.ts'
import { getDisclosure } from '#domain/disclosure/queries/public.ts'
import { reportedYear } from '#domain/disclosure/rules/deadline.ts'
import { answerApi, csvFile, problem } from '#platform/http/api.ts'

const head =
  'factorCode,factorNameZh,factorNameEn,outletKind,meanShareOfLimit,sectorMedianShare,sectorPeers,countyMedianShare,countyPeers,totalTonnes,sectorMedianTonnes,sectorTotalPeers,countyMedianTonnes,countyTotalPeers'

/** The enterprise beside the medians of its sector and county, one line for each factor and kind of outlet. */
export const GET: APIRoute = ({ params, locals }) =>
  answerApi(async () => {
    const id = disclosureId.safeParse(params.id).data
    const disclosure = id === undefined ? undefined : await getDisclosure(locals.db, id)
    if (!disclosure) return problem(404, 'There is no such published disclosure')
    const precise = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)))
    const rows = (await listPeerComparison(locals.db, disclosure.id)).map(({ shares, totals, ...factor }) => [
      factor.factorCode,
      factor.factorNameZh,
      factor.factorNameEn,
      factor.outletKind,
      precise(factor.share),
      precise(shares.sector.value),
      shares.sector.peers,
      precise(shares.county.value),
      shares.county.peers,
      factor.totalTonnes,
      precise(totals.sector.value),
      totals.sector.peers,
      precise(totals.county.value),
      totals.county.peers,
    ])
    return csvFile(`peers-${disclosure.creditCode}-${reportedYear(disclosure.year)}.csv`, [head.split(','), ...rows])
  })
