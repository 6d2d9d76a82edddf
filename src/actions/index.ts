import { account } from '#src/actions/account.ts'
import { accounts } from '#src/actions/accounts.ts'
import { aftercare } from '#src/actions/aftercare.ts'
import { apiKey } from '#src/actions/api-key.ts'
import { associationReport } from '#src/actions/association-report.ts'
import { casework } from '#src/actions/casework.ts'
import { change } from '#src/actions/change.ts'
import { contactSheet } from '#src/actions/contact-sheet.ts'
import { county } from '#src/actions/county.ts'
import { device } from '#src/actions/device.ts'
import { deviceCare } from '#src/actions/device-care.ts'
import { disclosure } from '#src/actions/disclosure.ts'
import { enterprise } from '#src/actions/enterprise.ts'
import { errorReport } from '#src/actions/error-report.ts'
import { follow } from '#src/actions/follow.ts'
import { grid } from '#src/actions/grid.ts'
import { inbox } from '#src/actions/inbox.ts'
import { draw, inspection } from '#src/actions/inspection.ts'
import { liaison, referral, unprosecuted } from '#src/actions/joint.ts'
import { listing } from '#src/actions/listing.ts'
import { mark } from '#src/actions/mark.ts'
import { mediaLead } from '#src/actions/media-lead.ts'
import { monitoring } from '#src/actions/monitoring.ts'
import { plan } from '#src/actions/plan.ts'
import { quarterly } from '#src/actions/quarterly.ts'
import { rectification } from '#src/actions/rectification.ts'
import { refusal } from '#src/actions/refusal.ts'
import { reportDesk } from '#src/actions/report-desk.ts'
import { review } from '#src/actions/review.ts'
import { reward } from '#src/actions/reward.ts'
import { sanction } from '#src/actions/sanction.ts'
import { savedSearch } from '#src/actions/saved-search.ts'
import { screening } from '#src/actions/screening.ts'
import { story } from '#src/actions/story.ts'
import { subscription } from '#src/actions/subscription.ts'
import { supervision } from '#src/actions/supervision.ts'
import { vendor } from '#src/actions/vendor.ts'

export const server = {
  account,
  accounts,
  aftercare,
  apiKey,
  associationReport,
  casework,
  change,
  contactSheet,
  county,
  device,
  deviceCare,
  disclosure,
  draw,
  enterprise,
  errorReport,
  follow,
  inbox,
  inspection,
  grid,
  liaison,
  listing,
  mark,
  mediaLead,
  monitoring,
  plan,
  quarterly,
  rectification,
  referral,
  refusal,
  reportDesk,
  review,
  reward,
  savedSearch,
  sanction,
  screening,
  story,
  supervision,
  subscription,
  unprosecuted,
  vendor,
}
