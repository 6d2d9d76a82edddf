import type { InstallationNow } from '#domain/device/queries/installations.ts'
import { config } from '#platform/config.ts'

/** An outlet that must have a device, or has one, as the downloads give it. */
export const installationLine = (row: InstallationNow) => ({
  url: new URL(`/monitoring/${row.creditCode}/${row.outletCode}`, config().SITE_URL).href,
  creditCode: row.creditCode,
  enterpriseName: row.enterpriseName,
  enterpriseNameEn: row.enterpriseNameEn,
  regionCode: row.regionCode,
  sectorCode: row.sectorCode,
  outletCode: row.outletCode,
  outletName: row.outletName,
  groups: row.groups,
  plannedFor: row.plan?.dueOn ?? null,
  stage: row.stage,
  isLate: row.isLate,
  deviceState: row.deviceState,
  online: row.state,
  lastFrameAt: row.lastFrameAt?.toISOString() ?? null,
  hasFault: row.hasFault,
  vendors: row.vendors,
})
