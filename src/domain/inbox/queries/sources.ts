import { waitingAssessment } from '#domain/assessment/queries/waiting.ts'
import { waitingChanges } from '#domain/change/queries/waiting.ts'
import { waitingDevices } from '#domain/device/queries/waiting.ts'
import { waitingDisclosures } from '#domain/disclosure/queries/waiting.ts'
import { waitingErrorReports } from '#domain/error-report/queries/waiting.ts'
import { waitingInspections } from '#domain/inspection/queries/waiting.ts'
import { waitingJointWork } from '#domain/joint/queries/waiting.ts'
import { waitingListings } from '#domain/listing/queries/waiting.ts'
import { waitingMediaLeads } from '#domain/media-lead/queries.ts'
import { waitingPlan } from '#domain/plan/queries/waiting.ts'
import { waitingQuarters } from '#domain/quarterly/queries/waiting.ts'
import { waitingProblems } from '#domain/rectification/queries/waiting.ts'
import { waitingReports } from '#domain/report/queries/waiting.ts'
import { waitingReviews } from '#domain/review/queries/waiting.ts'
import { waitingSanctions } from '#domain/sanction/queries/waiting.ts'
import { waitingScreening } from '#domain/screening/queries/waiting.ts'
import { waitingStories } from '#domain/story/queries/waiting.ts'
import { waitingOrders } from '#domain/supervision/queries/waiting.ts'
import { waitingCases } from '#domain/violation/queries/waiting.ts'
import type { WaitingSource } from '#platform/waiting.ts'

/** Every domain that has desks, with what waits at them. A new one is a line here. */
export const waitingSources: readonly WaitingSource[] = [
  waitingAssessment,
  waitingCases,
  waitingChanges,
  waitingDevices,
  waitingDisclosures,
  waitingErrorReports,
  waitingListings,
  waitingJointWork,
  waitingMediaLeads,
  waitingOrders,
  waitingPlan,
  waitingProblems,
  waitingInspections,
  waitingQuarters,
  waitingReports,
  waitingReviews,
  waitingSanctions,
  waitingScreening,
  waitingStories,
]
