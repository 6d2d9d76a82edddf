import type { Permission } from '#platform/permissions/matrix.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** The permission to read the address, or, where it takes other methods too, one for each. HEAD goes with GET. */
export type RouteEntry = Permission | Partial<Record<Method, Permission>>

/**
 * Every address of the site -> who may ask. The middleware enforces it before a page or API route runs, so these hold no
 * guard; a route without a line is refused and fails test/platform/permissions/routes.test.ts, as does a line without a
 * route. The English twin of a page goes with its Chinese one. A route with `public.read` never learns who is asking, so
 * what it answers is the same for everybody and may be cached.
 */
export const routes: Record<string, RouteEntry> = {
  '/': 'public.read',
  '/account': 'account.manage_own',
  '/account/passphrase': 'account.manage_own',
  '/account/second-factor': 'account.manage_own',
  '/api/v1/disclosures': 'public.read',
  '/api/v1/disclosures/[id]': 'public.read',
  '/api/v1/disclosures/[id]/changes': 'public.read',
  '/api/v1/disclosures/[id]/peers.csv': 'public.read',
  '/api/v1/disclosures/[id]/trends.csv': 'public.read',
  '/api/v1/enterprises': 'public.read',
  '/api/v1/enterprises/[creditCode]': 'public.read',
  '/api/v1/factors': 'public.read',
  '/api/v1/factors/[code]': 'public.read',
  '/api/v1/outlets': 'public.read',
  '/api/v1/regions': 'public.read',
  '/api/v1/sectors': 'public.read',
  '/api/v1/standards': 'public.read',
  '/api/v1/standards/[standard]': 'public.read',
  '/api/v1/violations': 'public.read',
  '/api/v1/violations/[id]': 'public.read',
  '/board': 'public.read',
  '/board/[id]': 'public.read',
  '/board/feed.atom': 'public.read',
  '/board/feed.json': 'public.read',
  '/disclosures': 'public.read',
  '/disclosures/[id]': 'public.read',
  '/disclosures/[id]/report-error': 'public.read',
  '/disclosures/changes': 'public.read',
  '/disclosures/changes.json': 'public.read',
  '/disclosures/changes/[id]': 'public.read',
  '/disclosures/key-polluters': 'public.read',
  '/disclosures/key-polluters.csv': 'public.read',
  '/disclosures/overdue.atom': 'public.read',
  '/disclosures/overdue.json': 'public.read',
  '/disclosures/[id].csv': 'public.read',
  '/disclosures/[id].json': 'public.read',
  '/disclosures/[id].xlsx': 'public.read',
  '/disclosures/[id]/changes': 'public.read',
  '/disclosures/[id]/files/[fileId]': 'public.read',
  '/disclosures/[id]/print': 'public.read',
  '/enterprises': 'public.read',
  '/enterprises/[creditCode]': 'public.read',
  '/files/[id]': 'disclosure.read_file',
  '/filing': 'desk.filing',
  '/filing/[year]': 'desk.filing',
  '/filing/changes': 'change.report',
  '/filing/errors': 'desk.filing',
  '/filing/[year]/[part]': 'desk.filing',
  '/filing/[year]/excel': 'desk.filing',
  '/filing/[year]/excel/[id]': 'desk.filing',
  '/filing/[year]/autosave': { PUT: 'disclosure.file' },
  '/filing/[year]/preview': 'desk.filing',
  '/filing/[year]/print': 'desk.filing',
  '/filing/[year]/published': 'desk.filing',
  '/filing/[year]/template.xlsx': 'desk.filing',
  '/healthz': 'public.read',
  '/library': 'public.read',
  '/library/factors': 'public.read',
  '/library/factors/[code]': 'public.read',
  '/library/glossary': 'public.read',
  '/library/guides': 'public.read',
  '/library/guides/[slug]': 'public.read',
  '/library/regulations': 'public.read',
  '/library/regulations/[slug]': 'public.read',
  '/library/standards': 'public.read',
  '/library/standards/[standard]': 'public.read',
  '/map': 'public.read',
  '/map/boundaries': 'public.read',
  '/map/points': 'public.read',
  '/metrics': 'public.read',
  '/office': 'desk.office',
  '/office/accounts': 'account.administer',
  '/office/accounts/[username]': 'account.administer',
  '/office/accounts/new': 'account.administer',
  '/office/disclosures': 'disclosure.review',
  '/office/disclosures/[id]': 'disclosure.review',
  '/office/disclosures/errors': 'disclosure.hide_error',
  '/office/cases': 'case.read_draft',
  '/office/cases/[id]': 'case.read_draft',
  '/office/events': 'event.read_account',
  '/office/key-polluters': 'key_polluter.publish',
  '/office/key-polluters/[id]': 'key_polluter.publish',
  '/outlets': 'public.read',
  '/office/monitoring': 'monitoring.desk',
  '/office/monitoring/files/[id]': 'monitoring.desk',
  '/office/monitoring/results/[id]': 'monitoring.enter_results',
  '/office/import': 'enterprise.import',
  '/office/import/[id]': 'enterprise.import',
  '/readyz': 'public.read',
  '/refused': 'public.read',
  '/report': 'public.read',
  '/sign-in': 'account.sign_in',
  '/sign-in/code': 'account.sign_in',
  '/sign-out': 'account.sign_in',
}

/** Every action -> who may send it. The command asks again, with the thing that it is about (`demand`). */
export const actions: Record<string, Permission> = {
  'account.signIn': 'account.sign_in',
  'account.giveCode': 'account.sign_in',
  'account.signOut': 'account.sign_in',
  'account.setPassphrase': 'account.manage_own',
  'account.beginSecondFactor': 'account.manage_own',
  'account.confirmSecondFactor': 'account.manage_own',
  'account.renewBackupCodes': 'account.manage_own',
  'account.removeSecondFactor': 'account.manage_own',
  'account.endSession': 'account.manage_own',
  'account.endOtherSessions': 'account.manage_own',
  'accounts.create': 'account.administer',
  'accounts.disable': 'account.administer',
  'accounts.enable': 'account.administer',
  'accounts.resetSecondFactor': 'account.administer',
  'accounts.resetPassphrase': 'account.administer',
  'change.correct': 'change.report',
  'change.report': 'change.report',
  'disclosure.attachSeal': 'disclosure.file',
  'disclosure.copyPart': 'disclosure.file',
  'disclosure.discardDraft': 'disclosure.file',
  'disclosure.openCorrection': 'disclosure.file',
  'disclosure.openDraft': 'disclosure.file',
  'disclosure.refreshDraft': 'disclosure.file',
  'disclosure.saveDraft': 'disclosure.file',
  'disclosure.signAndPublish': 'disclosure.file',
  'refusal.record': 'disclosure.record_refusal',
  'refusal.revoke': 'disclosure.record_refusal',
  'listing.publish': 'key_polluter.publish',
  'listing.upload': 'key_polluter.publish',
  'disclosure.uploadSheet': 'disclosure.file',
  'enterprise.confirmImport': 'enterprise.import',
  'enterprise.uploadImport': 'enterprise.import',
  'errorReport.answer': 'disclosure.answer_error',
  'errorReport.hide': 'disclosure.hide_error',
  'errorReport.send': 'public.read',
  'review.acceptDoubt': 'disclosure.review',
  'review.give': 'disclosure.review',
  'review.rejectDoubt': 'disclosure.review',
  'monitoring.confirmFile': 'monitoring.desk',
  'monitoring.correctResult': 'monitoring.enter_results',
  'monitoring.enterResult': 'monitoring.enter_results',
  'monitoring.uploadFile': 'monitoring.desk',
}

const byPattern = new Map(Object.entries(routes).map(([pattern, entry]) => [pattern.toLowerCase(), entry]))

/** The permission of a route pattern as Astro names it (`/en/enterprises/[creditCode]`); undefined when it has no line. */
export function permissionOfRoute(pattern: string, method: string): Permission | undefined {
  const plain = pattern.toLowerCase().replace(/^\/en(?=\/|$)/, '') || '/'
  const entry = byPattern.get(plain)
  const asked = method === 'HEAD' ? 'GET' : (method as Method)
  return typeof entry === 'string' ? (asked === 'GET' ? entry : undefined) : entry?.[asked]
}

/** The methods that a route answers; none when it has no line. Forms go to actions, which are no method of their page. */
export function methodsOf(pattern: string): string[] {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => permissionOfRoute(pattern, method))
  return methods.includes('GET') ? [...methods, 'HEAD', 'OPTIONS'] : methods.length > 0 ? [...methods, 'OPTIONS'] : []
}

export const permissionOfAction = (name: string): Permission | undefined => actions[name]
