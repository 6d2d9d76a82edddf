import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { openTicket, sealTicket } from '#platform/seal/ticket.ts'

/** How long the receipt need not be typed again after the last time that it was used. */
export const followMinutes = 30
const purpose = 'report:follow'

/** What the reporter's browser keeps while he follows his report: sealed, and nothing of it is kept here. By the machine's time. */
export const sealFollowing = (report: FollowedReport, machineNow: Date): string =>
  sealTicket(purpose, String(report), new Date(machineNow.getTime() + followMinutes * 60_000))

/** The report of such a session; undefined when it is over, forged or none. */
export function openFollowing(sealed: string | undefined, machineNow: Date): FollowedReport | undefined {
  const report = openTicket(purpose, sealed, machineNow)
  return report === undefined ? undefined : (Number(report) as FollowedReport)
}
