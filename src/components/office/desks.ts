import { admit } from '#platform/permissions/admit.ts'
import { permissionOfRoute } from '#platform/permissions/routes.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { aftercareMessages } from '#src/i18n/messages/aftercare.ts'
import { assessmentOfficeMessages } from '#src/i18n/messages/assessment-office.ts'
import { campaignMessages } from '#src/i18n/messages/campaign.ts'
import { sheetMessages } from '#src/i18n/messages/contact-sheet.ts'
import { deviceDeskMessages } from '#src/i18n/messages/device-desk.ts'
import { drawMessages } from '#src/i18n/messages/draw.ts'
import { errorReportMessages } from '#src/i18n/messages/error-report.ts'
import { evaluationMessages } from '#src/i18n/messages/evaluation.ts'
import { gridMessages } from '#src/i18n/messages/grid.ts'
import { inboxMessages } from '#src/i18n/messages/inbox.ts'
import { inspectionMessages } from '#src/i18n/messages/inspection.ts'
import { liaisonMessages } from '#src/i18n/messages/liaison.ts'
import { mediaLeadMessages } from '#src/i18n/messages/media-lead.ts'
import { officeMessages } from '#src/i18n/messages/office.ts'
import { paperMessages } from '#src/i18n/messages/paper.ts'
import { quarterlyMessages } from '#src/i18n/messages/quarterly.ts'
import { rectificationDeskMessages } from '#src/i18n/messages/rectification-desk.ts'
import { referralMessages } from '#src/i18n/messages/referral.ts'
import { reportDeskMessages } from '#src/i18n/messages/report-desk.ts'
import { reviewMessages } from '#src/i18n/messages/review.ts'
import { rewardMessages } from '#src/i18n/messages/reward.ts'
import { sanctionMessages } from '#src/i18n/messages/sanction.ts'
import { screeningMessages } from '#src/i18n/messages/screening.ts'
import { storyMessages } from '#src/i18n/messages/story.ts'
import { supervisionMessages } from '#src/i18n/messages/supervision.ts'
import { unprosecutedMessages } from '#src/i18n/messages/unprosecuted.ts'

export const deskGroups = ['daily', 'enforcement', 'monitoring', 'plan', 'publishing', 'system'] as const
export type DeskGroup = (typeof deskGroups)[number]

interface Desk {
  path: string
  title: string
  lead: string
}

/** Every desk of the office in its group. A new desk is a line here; who is not admitted to its route does not see it. */
const desksIn = (locale: Locale): Record<DeskGroup, Desk[]> => {
  const office = officeMessages[locale]
  const rectification = rectificationDeskMessages[locale]
  const sanction = sanctionMessages[locale]
  const assessment = assessmentOfficeMessages[locale]
  return {
    daily: [
      { path: '/office/inbox', title: inboxMessages[locale].title, lead: inboxMessages[locale].deskLead },
      { path: '/office/disclosures', title: reviewMessages[locale].inbox, lead: reviewMessages[locale].inboxLead },
      {
        path: '/office/disclosures/errors',
        title: errorReportMessages[locale].deskTitle,
        lead: errorReportMessages[locale].inboxLead,
      },
      { path: '/office/reports', title: reportDeskMessages[locale].title, lead: reportDeskMessages[locale].deskLead },
      {
        path: '/office/media-leads',
        title: mediaLeadMessages[locale].office,
        lead: mediaLeadMessages[locale].deskLead,
      },
    ],
    enforcement: [
      {
        path: '/office/inspections',
        title: inspectionMessages[locale].deskTitle,
        lead: inspectionMessages[locale].deskOf,
      },
      { path: '/office/draws', title: drawMessages[locale].title, lead: drawMessages[locale].deskOf },
      { path: '/office/cases', title: office.cases, lead: office.casesLead },
      {
        path: '/office/repairs',
        title: aftercareMessages[locale].repairsTitle,
        lead: aftercareMessages[locale].repairsLead,
      },
      { path: '/office/referrals', title: referralMessages[locale].title, lead: referralMessages[locale].deskLead },
      {
        path: '/office/unprosecuted',
        title: unprosecutedMessages[locale].title,
        lead: unprosecutedMessages[locale].deskLead,
      },
      { path: '/office/joint-punishment', title: sanction.office, lead: sanction.officeLead },
      { path: '/office/vendors', title: sanction.vendorOffice, lead: sanction.vendorOfficeLead },
      { path: '/office/rewards', title: rewardMessages[locale].title, lead: rewardMessages[locale].deskLead },
    ],
    monitoring: [
      { path: '/office/orders', title: supervisionMessages[locale].title, lead: supervisionMessages[locale].deskLead },
      { path: '/office/contact-sheets', title: sheetMessages[locale].title, lead: sheetMessages[locale].deskLead },
      { path: '/office/monitoring', title: office.monitoring, lead: office.monitoringLead },
      { path: '/office/devices', title: deviceDeskMessages[locale].title, lead: deviceDeskMessages[locale].deskLead },
    ],
    plan: [
      { path: '/office/plan', title: campaignMessages[locale].desk, lead: campaignMessages[locale].deskLead },
      { path: '/office/papers', title: paperMessages[locale].desk, lead: paperMessages[locale].deskLead },
      {
        path: '/office/evaluations',
        title: evaluationMessages[locale].desk,
        lead: evaluationMessages[locale].deskLead,
      },
      { path: '/office/problems', title: rectification.title, lead: rectification.deskLead },
      { path: '/office/grid', title: gridMessages[locale].deskTitle, lead: gridMessages[locale].deskLead },
      {
        path: '/office/screening',
        title: screeningMessages[locale].title,
        lead: screeningMessages[locale].deskLead,
      },
      { path: '/office/liaison', title: liaisonMessages[locale].title, lead: liaisonMessages[locale].deskLead },
      { path: '/office/tasks', title: assessment.tasks, lead: assessment.tasksDesk },
      { path: '/office/returns', title: assessment.returns, lead: assessment.returnsDesk },
      { path: '/office/assessment', title: assessment.assessment, lead: assessment.assessmentLead },
    ],
    publishing: [
      { path: '/office/stories', title: storyMessages[locale].office, lead: storyMessages[locale].officeLead },
      {
        path: '/office/quarterly',
        title: quarterlyMessages[locale].office,
        lead: quarterlyMessages[locale].officeLead,
      },
      { path: '/office/key-polluters', title: office.keyPolluters, lead: office.keyPollutersLead },
    ],
    system: [
      {
        path: '/office/delegations',
        title: inboxMessages[locale].delegations,
        lead: inboxMessages[locale].delegationsLead,
      },
      { path: '/office/import', title: office.import, lead: office.importLead },
      { path: '/office/events', title: office.events, lead: office.eventsLead },
      { path: '/office/accounts', title: office.accounts, lead: office.accountsDeskLead },
    ],
  }
}

/** The groups that hold something for this viewer. */
export function desksFor(viewer: Viewer, locale: Locale): { group: DeskGroup; desks: Desk[] }[] {
  const all = desksIn(locale)
  return deskGroups
    .map((group) => ({
      group,
      desks: all[group].filter(({ path }) => admit(viewer, [permissionOfRoute(path, 'GET')]) === 'admitted'),
    }))
    .filter(({ desks }) => desks.length > 0)
}
