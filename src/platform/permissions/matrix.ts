import type { Account, AccountRole, Department, Viewer } from '#platform/permissions/viewer.ts'

/** How far a role's permission reaches. */
export type Reach = 'any' | 'own_region' | 'own_enterprise' | 'own_account'

/** What a role may: as far as its reach, and for officers, where it matters, in these departments only. */
export type Grant = Reach | { reach: Reach; departments: readonly Department[] }

/** What a permission is asked about: the enterprise, region or account that the thing belongs to. */
export interface Scope {
  enterpriseId?: number | null
  regionCode?: string | null
  userId?: string | null
}

export type Role = AccountRole | 'visitor'
export type Grants = Partial<Record<Role, Grant>>

const everyone: Grants = {
  visitor: 'any',
  firm: 'any',
  monitoring_operator: 'any',
  ngo: 'any',
  county_officer: 'any',
  city_officer: 'any',
  auditor: 'any',
  administrator: 'any',
}
const signedIn: Grants = {
  firm: 'own_account',
  monitoring_operator: 'own_account',
  ngo: 'own_account',
  county_officer: 'own_account',
  city_officer: 'own_account',
  auditor: 'own_account',
  administrator: 'own_account',
}

/**
 * Who may do what, in one place: permission x role -> reach. A role that is not named may not. Every action, page and API
 * route names one of these (src/platform/permissions/routes.ts), and docs/permissions.md is made from this table.
 */
export const matrix = {
  /** Everything that is public: register, disclosures, board, map, library, open data. */
  'public.read': everyone,
  'account.sign_in': everyone,
  'account.manage_own': signedIn,
  'account.administer': { administrator: 'any' },
  /** Cases that are not decided: drafts on the desk of the county. */
  /** 起草: the county, and at the city the departments that handle cases; who reviews does not draft. */
  'case.draft': {
    county_officer: 'own_region',
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring', 'approval', 'pollution_control'] },
  },
  /** 法制审核: the legal department. */
  'case.review': {
    county_officer: { reach: 'own_region', departments: ['legal'] },
    city_officer: { reach: 'any', departments: ['legal'] },
  },
  /** 公布 is the city's. */
  'case.publish': { city_officer: 'any' },
  /** What happens after the publication: payment, rectification, recheck, closure. */
  'case.record': { county_officer: 'own_region', city_officer: 'any' },
  /** 申辩: what the firm says stands beside the case; the legal desk asks only whether the law allows it. */
  'case.reply': { firm: 'own_enterprise' },
  'case.moderate_reply': { city_officer: { reach: 'any', departments: ['legal'] } },
  /** 行政复议、行政诉讼, from a document. */
  'case.enter_appeal': { county_officer: 'own_region', city_officer: 'any' },
  /** A published record is corrected by two people: one proposes, the legal desk confirms. */
  'case.propose_correction': { county_officer: 'own_region', city_officer: 'any' },
  'case.confirm_correction': { city_officer: { reach: 'any', departments: ['legal'] } },
  'case.withdraw': { city_officer: { reach: 'any', departments: ['legal'] } },
  /** 信用修复: application, the county's opinion, the city's decision. */
  'case.apply_repair': { firm: 'own_enterprise' },
  'case.opine_repair': { county_officer: 'own_region' },
  'case.decide_repair': { city_officer: 'any' },
  /** What the law keeps of a record that left the board; each reading is recorded with its reason. */
  'case.read_seal': { auditor: 'any', city_officer: { reach: 'any', departments: ['legal'] } },
  'case.read_draft': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'change.report': { firm: 'own_enterprise' },
  'desk.filing': { firm: 'own_enterprise' },
  'desk.office': { county_officer: 'any', city_officer: 'any', auditor: 'any', administrator: 'any' },
  /** A reader's question about a public record: by its firm and by the county's bureau. */
  'disclosure.answer_error': { firm: 'own_enterprise', county_officer: 'own_region', city_officer: 'any' },
  'disclosure.file': { firm: 'own_enterprise' },
  /** Files that an enterprise has handed in, whether a public version names them or not. */
  'disclosure.read_file': {
    firm: 'own_enterprise',
    county_officer: 'own_region',
    city_officer: 'any',
    auditor: 'any',
  },
  'disclosure.read_draft': { firm: 'own_enterprise', auditor: 'any' },
  /** 拒不公开: that a firm, ordered to disclose, does not. */
  'disclosure.record_refusal': { county_officer: 'own_region', city_officer: 'any' },
  'disclosure.hide_error': { county_officer: 'own_region', city_officer: 'any' },
  /** Annex 2, part 五: the opinion on what a firm published. Nothing of the firm's own figures can be changed with it. */
  'disclosure.review': { county_officer: 'own_region', city_officer: 'any' },
  'enterprise.import': { city_officer: 'any' },
  'key_polluter.publish': { city_officer: 'any' },
  'enterprise.read_contact': {
    firm: 'own_enterprise',
    county_officer: 'own_region',
    city_officer: 'any',
    auditor: 'any',
  },
  /** The whole log: drafts and contacts stand in it. */
  'event.read': { auditor: 'any' },
  /** What happened to accounts. */
  'event.read_account': { auditor: 'any', administrator: 'any' },
  /** The desk of monitoring results: who sees it, and what each may enter there. */
  'monitoring.desk': {
    county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] },
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] },
    monitoring_operator: 'any',
  },
  'monitoring.enter_results': {
    county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] },
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] },
  },
  'monitoring.enter_online': {
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] },
    monitoring_operator: 'any',
  },
  /** 标记: what a firm says of hours that its devices sent. */
  'reading.mark': { firm: 'own_enterprise' },
  /** 督办单: each party answers at its own desk (an operator those of the devices that it runs); the city oversees. */
  'supervision.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'supervision.answer_firm': { firm: 'own_enterprise' },
  'supervision.answer_operator': { monitoring_operator: 'any' },
  'supervision.answer_county': {
    county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] },
  },
  'supervision.oversee': { city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] } },
  /** 网格: the county keeps its own; the city all. */
  'grid.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'grid.manage': { county_officer: 'own_region', city_officer: 'any' },
  /** 监察监测联系单: between these two departments, at either bureau; the command looks who is asked. */
  'contact_sheet.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'contact_sheet.handle': {
    county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] },
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] },
  },
  /** 联络人、督办联系人: names and mobile telephones stay here. */
  'liaison.read': { county_officer: 'any', city_officer: 'any', auditor: 'any' },
  'liaison.manage': { county_officer: 'own_region', city_officer: 'any' },
  /** 移送: proposed by who handles the case, decided by another. */
  'referral.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'referral.propose': { county_officer: 'own_region', city_officer: 'any' },
  'referral.decide': {
    county_officer: { reach: 'own_region', departments: ['legal'] },
    city_officer: { reach: 'any', departments: ['legal'] },
  },
  'referral.follow': { county_officer: 'own_region', city_officer: 'any' },
  /** 应查尽查、应罚尽罚、应移尽移: the county says why not, the city judges it. */
  'unprosecuted.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'unprosecuted.explain': { county_officer: 'own_region' },
  'unprosecuted.judge': { city_officer: { reach: 'any', departments: ['inspection', 'legal'] } },
  /** The register of monitoring devices: plan, registration, steps to the sign-off, each by the rule of two people. */
  'device.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'device.plan': { county_officer: 'own_region', city_officer: 'any' },
  'device.register': { county_officer: 'own_region', city_officer: 'any' },
  /** 监督检查 of devices is the city's. */
  'device.check': { city_officer: 'any' },
  'device.raise': { county_officer: 'own_region', city_officer: 'any' },
  'device.answer_stop': { county_officer: 'own_region', city_officer: 'any' },
  /** An operator: at the outlets whose devices its organisation runs. */
  'device.report_fault': { firm: 'own_enterprise', monitoring_operator: 'any' },
  'device.enter_manual': {
    firm: 'own_enterprise',
    monitoring_operator: 'any',
    county_officer: 'own_region',
    city_officer: 'any',
  },
  'device.apply_stop': { firm: 'own_enterprise' },
  'device.operate': { monitoring_operator: 'any' },
  /** Joint punishments and the vendors' blacklist: entered by one, confirmed by another. */
  'sanction.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'sanction.propose': { county_officer: 'own_region', city_officer: 'any' },
  'sanction.confirm': { city_officer: 'any' },
  'vendor.read': { county_officer: 'any', city_officer: 'any', auditor: 'any' },
  'vendor.register': { county_officer: 'any', city_officer: 'any' },
  'vendor.link': { county_officer: 'own_region', city_officer: 'any' },
  'vendor.blacklist': { city_officer: 'any' },
  'quarterly.read': { county_officer: 'any', city_officer: 'any', auditor: 'any' },
  'quarterly.publish': { city_officer: 'any' },
  /** What the office tells the public in its own words: written by one, published by another. */
  'story.write': { county_officer: 'any', city_officer: 'any' },
  'story.publish': { city_officer: 'any' },
  /** 举报: by anybody, signed in or not; followed with the receipt alone. */
  'report.send': everyone,
  'report.follow': everyone,
  /** Handling. The county sees no identity and no original; the core group at the city opens them, each time with a reason. */
  'report.handle': {
    county_officer: { reach: 'own_region', departments: ['inspection'] },
    city_officer: { reach: 'any', departments: ['inspection'] },
  },
  'report.route': { city_officer: { reach: 'any', departments: ['inspection'] } },
  'report.open_identity': { city_officer: { reach: 'any', departments: ['inspection'] } },
  /** Associations: reports in their own name, from a sheet or a program. */
  'report.send_batch': { ngo: 'own_account' },
  'api_key.manage_own': { ngo: 'own_account' },
  /** 舆情. */
  'media_lead.handle': { county_officer: 'own_region', city_officer: 'any' },
  /** 举报奖励: one proposes, another decides, the cashier pays. */
  'reward.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'reward.propose': {
    county_officer: { reach: 'own_region', departments: ['inspection'] },
    city_officer: { reach: 'any', departments: ['inspection'] },
  },
  'reward.decide': { city_officer: { reach: 'any', departments: ['inspection', 'legal'] } },
  'reward.pay': { city_officer: { reach: 'any', departments: ['finance'] } },
  /** 考核: the twenty tasks, returns by the 1st (one completes, another signs, the city receives), measures against counties. */
  'task.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'task.report': { county_officer: 'own_region', city_officer: 'any' },
  'county_return.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'county_return.complete': { county_officer: 'own_region' },
  'county_return.sign': { county_officer: 'own_region' },
  'county_return.receive': { city_officer: { reach: 'any', departments: ['inspection'] } },
  'assessment.read': { city_officer: 'any', auditor: 'any' },
  'assessment.fix_scores': { city_officer: { reach: 'any', departments: ['inspection'] } },
  'county_measure.propose': { city_officer: 'any' },
  'county_measure.confirm': { city_officer: 'any' },
  /** 达标计划: campaigns, what counties file with the city, evaluation reports (one writes, another publishes). */
  'campaign.open': { city_officer: { reach: 'any', departments: ['inspection', 'pollution_control', 'approval'] } },
  'county_paper.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'county_paper.file': { county_officer: 'own_region' },
  'county_paper.decide': { city_officer: { reach: 'any', departments: ['inspection', 'pollution_control'] } },
  'evaluation.read': { city_officer: 'any', auditor: 'any' },
  'evaluation.write': { city_officer: 'any' },
  'evaluation.publish': { city_officer: { reach: 'any', departments: ['inspection', 'legal', 'pollution_control'] } },
  /** 排查台账 (annex 1): the county completes, imports and reports its own; the city and the auditor read. */
  'screening.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'screening.complete': { county_officer: 'own_region' },
  'screening.import': { county_officer: 'own_region' },
  'screening.report': { county_officer: 'own_region' },
  /** 整改台账 (annex 3): entered and kept by the county; the city may too, and reads all. */
  'problem.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'problem.enter': { county_officer: 'own_region', city_officer: 'any' },
  'problem.change': { county_officer: 'own_region', city_officer: 'any' },
  /** 销号 (annex 4): asked for by two of the firm, checked by the county, then by the city, each by different people. */
  'closure.request': { firm: 'own_enterprise' },
  'closure.opine_county': { county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] } },
  'closure.opine_city': {
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring', 'pollution_control'] },
  },
  'closure.decide_objection': {
    city_officer: { reach: 'any', departments: ['inspection', 'legal', 'pollution_control'] },
  },
  /** 异议: by anybody, in the public window. */
  'closure.object': everyone,
  /** 检查 and 双随机: by the inspection and monitoring desks; the draw by the inspection desk of the county, of the whole city by the city. */
  'inspection.read': { county_officer: 'own_region', city_officer: 'any', auditor: 'any' },
  'inspection.plan': {
    county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] },
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] },
  },
  'inspection.record': {
    county_officer: { reach: 'own_region', departments: ['inspection', 'monitoring'] },
    city_officer: { reach: 'any', departments: ['inspection', 'monitoring'] },
  },
  'draw.run': {
    county_officer: { reach: 'own_region', departments: ['inspection'] },
    city_officer: { reach: 'any', departments: ['inspection'] },
  },
  /** Searches of the board that an account keeps for itself. */
  'search.manage_own': signedIn,
  /** 代办: while an officer is away a colleague stands in; who oversees sees them all, and ends one where it must. */
  'delegation.make': { county_officer: 'own_account', city_officer: 'own_account' },
  'delegation.read': { auditor: 'any', administrator: 'any' },
  'delegation.oversee': { administrator: 'any' },
  /** One's own digest of what waits. */
  'digest.manage_own': {
    firm: 'own_account',
    monitoring_operator: 'own_account',
    county_officer: 'own_account',
    city_officer: 'own_account',
  },
  /** 关注: anybody, by an address of theirs. */
  'subscription.follow': everyone,
} as const satisfies Record<string, Grants>

export type Permission = keyof typeof matrix

/**
 * What nobody does for somebody else: what the city entrusted to one person by name (the reporter's identity, what lies under seal),
 * and handing the delegation on.
 */
export const notDelegable: readonly Permission[] = ['report.open_identity', 'case.read_seal', 'delegation.make']

/** May this viewer do this to that? Pure; the one place where role, department, region and relation meet. */
export function can(viewer: Viewer, permission: Permission, scope: Scope = {}): boolean {
  const reach = reachOf(viewer, permission)
  if (!reach) return false
  if (reach === 'any' || viewer.role === 'visitor') return reach === 'any'
  switch (reach) {
    case 'own_region':
      return viewer.regionCode !== null && viewer.regionCode === scope.regionCode
    case 'own_enterprise':
      return viewer.enterpriseId !== null && viewer.enterpriseId === scope.enterpriseId
    case 'own_account':
      return scope.userId === undefined || viewer.userId === scope.userId
  }
}

/** How far the viewer's role and department reach, whatever the thing is; undefined = not at all. Opens routes and desks. */
export function reachOf(viewer: Viewer, permission: Permission): Reach | undefined {
  if (viewer.role !== 'visitor' && viewer.actsFor && notDelegable.includes(permission)) return undefined
  const grant = (matrix[permission] as Grants)[viewer.role]
  if (grant === undefined || typeof grant === 'string') return grant
  const department = viewer.role === 'visitor' ? null : viewer.department
  return department !== null && grant.departments.includes(department) ? grant.reach : undefined
}

/**
 * By whose hand a step was taken, as seen by who is about to take the next: whoever stands in for somebody shares that person's hand,
 * so that no rule of two people is kept by one alone.
 */
export function handOf(viewer: Account, personId: string | null): string | null {
  return personId !== null && personId === viewer.actsFor?.userId ? viewer.userId : personId
}
