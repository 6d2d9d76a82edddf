import type { InspectionScope } from '#domain/inspection/queries/list.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** What a desk sees: a county its own and where its officers are sent, the city and the auditor all. */
export const deskScope = (viewer: Viewer): Omit<InspectionScope, 'isPublic'> =>
  viewer.role === 'county_officer' ? { desk: { regionCode: viewer.regionCode ?? '', userId: viewer.userId } } : {}
