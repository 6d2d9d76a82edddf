import type { Announcement } from '#platform/events/listen.ts'

/** Ends with `:*`: every tag that begins so. `*` alone: everything. */
export type TagPattern = string

/** Areas of events that change nothing a visitor can see. */
const invisible = [
  'account',
  'case_draft',
  'case_desk',
  'county_return_draft',
  'county_measure_draft',
  'evaluation_draft',
  'device_desk',
  'delegation',
  'digest',
  'draft',
  'import',
  'inspection_desk',
  'key_polluter_file',
  'quarterly_draft',
  'reminder',
  'report',
  'reward_draft',
  'api_key',
  'contact_sheet',
  'sanction_draft',
  'story_draft',
  'vendor_register',
  'screening',
  'search',
  'subscription',
]

type Areas = Record<string, (announcement: Announcement, enterprise: TagPattern) => TagPattern[]>

const areas: Areas = {
  ...Object.fromEntries(invisible.map((area) => [area, () => []])),
  case: ({ subject }, enterprise) => [
    'board',
    subject,
    enterprise,
    'enterprises',
    'map',
    'home',
    'problems',
    'progress',
  ],
  disclosure: ({ subject }, enterprise) => ['disclosures', subject, enterprise, 'enterprises', 'map', 'home'],
  // What a firm reported between its disclosures stands with them and on its own page.
  change: (_, enterprise) => ['disclosures', enterprise],
  /** The list obliges: what is due changes for many firms at once. */
  key_polluters: () => ['disclosures', 'enterprises', 'enterprise:*', 'map', 'home'],
  // A version's page is no page of `disclosures`: what another firm publishes leaves it as it is.
  review: ({ subject }, enterprise) => ['disclosures', subject, enterprise],
  doubt: ({ subject }, enterprise) => ['disclosures', subject, enterprise],
  // The record of a year shows the reports on all its versions.
  error_report: (_, enterprise) => [enterprise],
  // Samples and on-line summaries stand beside the disclosures of their year.
  monitoring: (_, enterprise) => ['disclosures', 'disclosure:*', enterprise],
  // States of devices, their faults and stops, who waits for one.
  device: (_, enterprise) => ['monitoring', enterprise],
  // Hours and days that came in from devices.
  readings: () => ['monitoring'],
  // Days were closed: rates, the ledger of flags, the days of an outlet.
  rates: () => ['rates'],
  // What was judged, and the orders of it: on the pages of monitoring and of the firm.
  exceedance: (_, enterprise) => ['monitoring', enterprise],
  supervision: ({ subject }, enterprise) => ['monitoring', 'orders', subject, enterprise],
  // Finished inspections and their corrections; the steps of a draw.
  inspection: ({ subject }, enterprise) => ['inspections', subject, enterprise],
  draw: ({ subject }) => ['draws', subject, 'inspections'],
  // On its list, on the page of its case and of its firm.
  joint_punishment: (_, enterprise) => ['board', enterprise],
  // The firms' pages say whose devices they have.
  vendor: () => ['board', 'enterprise:*'],
  outlet_vendor: (_, enterprise) => ['board', enterprise],
  quarterly_list: () => ['board', 'enterprise:*'],
  // What the public sees of reports: counts, outcomes, the ledger of rewards, answers to the media.
  report_outcome: () => ['reports'],
  reward: () => ['reports'],
  media_lead: () => ['reports'],
  // A line of the ledger and its closure: the list, its page, the firm's page, the plan's figures.
  problem: ({ subject }, enterprise) => ['problems', subject, enterprise],
  // Tasks, returns, scores and measures: the pages of the counties; some count in a month's score.
  task: () => ['assessment'],
  county_return: () => ['assessment'],
  county_scores: () => ['assessment', 'map'],
  county_measure: () => ['assessment'],
  // Cells, who is responsible in them, and which sources belong to them: on the firms' pages and the map's cards too.
  grid: (_, enterprise) => ['grid', enterprise],
  liaison: () => ['grid'],
  // How many were transferred, and what should have been: figures by county.
  referral: () => ['unprosecuted'],
  unprosecuted: () => ['unprosecuted'],
  // The compliance plan: campaigns, what counties filed, evaluation reports.
  campaign: () => ['plan'],
  county_paper: () => ['plan'],
  evaluation: () => ['plan'],
  // A month's ledgers are on their public page.
  ledger: () => ['progress'],
  story: ({ subject }) => ['stories', subject, 'home'],
  // A name stands on disclosures and cases too.
  enterprise: ({ subject }) => [
    'enterprises',
    subject,
    'disclosures',
    'disclosure:*',
    'board',
    'case:*',
    'map',
    'home',
  ],
}

/** The areas of events (`case` of `case.published`) whose reach is known. */
export const knownAreas = Object.keys(areas)

/**
 * The tags of the pages that an event makes old. An event of an area that is not known here drops everything: a page too many
 * is rendered again, never one shown that should be gone.
 */
export function tagsOf(announcement: Announcement): TagPattern[] {
  const area = areas[announcement.kind.split('.', 1)[0] ?? '']
  const { creditCode } = announcement
  return area ? area(announcement, creditCode ? `enterprise:${creditCode}` : 'enterprise:*') : ['*']
}
