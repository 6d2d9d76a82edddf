import { countyMeasureList, countyScoreList, monthlyReturnList } from '#domain/open-data/queries/lists/counties.ts'
import { disclosureList, emissionList, obligationList } from '#domain/open-data/queries/lists/disclosures.ts'
import { enterpriseList, outletList } from '#domain/open-data/queries/lists/enterprises.ts'
import { gridDutyList } from '#domain/open-data/queries/lists/grid.ts'
import { drawList, inspectionList } from '#domain/open-data/queries/lists/inspections.ts'
import { deviceList, rateList } from '#domain/open-data/queries/lists/monitoring.ts'
import { orderList } from '#domain/open-data/queries/lists/orders.ts'
import {
  keyPolluterList,
  outcomeList,
  publicationList,
  readingList,
  rewardList,
} from '#domain/open-data/queries/lists/others.ts'
import { problemList } from '#domain/open-data/queries/lists/problems.ts'
import { punishmentList, quarterlyList, vendorList } from '#domain/open-data/queries/lists/sanctions.ts'
import { factorList, regionList, sectorList, standardList } from '#domain/open-data/queries/lists/standards.ts'
import { violations } from '#domain/open-data/queries/lists/violations.ts'
import type { OpenList } from '#domain/open-data/rules/list.ts'

/**
 * The public lists. A line here is the whole of what a new one needs: its API, its files, its place in the catalogue, the
 * dictionary and the OpenAPI document, its dumps and `portal export` follow.
 */
export const openLists: readonly OpenList[] = [
  enterpriseList,
  outletList,
  emissionList,
  disclosureList,
  obligationList,
  keyPolluterList,
  violations,
  punishmentList,
  quarterlyList,
  vendorList,
  readingList,
  deviceList,
  rateList,
  orderList,
  problemList,
  inspectionList,
  drawList,
  gridDutyList,
  outcomeList,
  rewardList,
  countyScoreList,
  countyMeasureList,
  monthlyReturnList,
  publicationList,
  standardList,
  factorList,
  regionList,
  sectorList,
]

export const findList = (name: string): OpenList | undefined => openLists.find((list) => list.name === name)
