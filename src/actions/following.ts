import type { APIContext } from 'astro'
import { openFollowing, sealFollowing } from '#domain/report/queries/session.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { DomainError } from '#platform/errors.ts'

type Context = Pick<APIContext, 'cookies' | 'locals'>

/** Lives as long as the browser is open, at most half an hour after its last use; sent to no other site and with no link from one. */
const followCookie = '__Host-qingyuan.follow'
const options = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const

/** The report that this browser follows; undefined when its receipt has to be typed (again). */
export const following = ({ cookies, locals }: Context): FollowedReport | undefined =>
  openFollowing(cookies.get(followCookie)?.value, locals.machineNow)

/** @throws DomainError conflict when the receipt has to be typed again: nothing is forbidden, the visit is over */
export function demandFollowing(context: Context): FollowedReport {
  const report = following(context)
  if (report !== undefined) return report
  throw new DomainError(
    'conflict',
    '离上次操作已超过半小时，请重新输入回执；您写的还在下面 / More than half an hour has passed since your last step: type the receipt again. What you wrote is still below',
  )
}

/** Follows the report for another half hour. */
export function remain({ cookies, locals }: Context, report: FollowedReport): void {
  cookies.set(followCookie, sealFollowing(report, locals.machineNow), options)
}

export function leave({ cookies }: Context): void {
  cookies.delete(followCookie, options)
}
