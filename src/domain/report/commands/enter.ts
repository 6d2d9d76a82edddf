import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { spentProofs } from '#db/schema/report.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { Rush } from '#domain/report/rules/rush.ts'
import { guessRules } from '#domain/report/rules/terms.ts'
import { inTurn } from '#platform/auth/turnstile.ts'
import { DomainError } from '#platform/errors.ts'
import { refusal } from '#platform/refuse.ts'
import { readPaperCode } from '#platform/seal/code.ts'
import { openTicket, sealTicket } from '#platform/seal/ticket.ts'

const { failures, minutes, waitSeconds } = guessRules
const rush = new Rush(failures.value, minutes.value * 60_000)
const purpose = 'report:turn'
const goodMs = 3_600_000

/** What the form carries: since when its sender waits. Asked for only while many wrong receipts are tried. */
export const newTurn = (machineNow: Date): string =>
  sealTicket(purpose, `${machineNow.getTime()} ${randomUUID()}`, new Date(machineNow.getTime() + goodMs))

/**
 * The report of a typed receipt. Wrong, unknown and malformed ones are answered alike and cost the same. While many wrong ones are
 * tried, by whomever, each attempt needs a turn of its own that is some seconds old: a form that was filled in by hand has one.
 * @throws DomainError rule_broken at `receipt`; too_often with the seconds to wait
 */
export async function enterWithReceipt(
  db: Db,
  given: { receipt: string; turn: string | undefined },
  machineNow: Date,
): Promise<FollowedReport> {
  if (rush.isOn(machineNow) && !(await takeTurn(db, given.turn, machineNow)))
    throw new DomainError(
      'too_often',
      `现在有人在大量试错，请等 ${waitSeconds.value} 秒后再点一次“查看”；您写的还在 / Many wrong receipts are being tried just now: wait ${waitSeconds.value} seconds and press the button again. What you typed is still there`,
    )
  const report = await inTurn(() => findByReceipt(db, given.receipt))
  if (report !== undefined) return report
  // What has not even the form of a receipt is a slip or a stray request, no guess.
  if (readPaperCode(given.receipt)) rush.failed(machineNow)
  throw refusal(
    'receipt',
    '没有与此回执对应的举报。请对照纸上的八组字符，每组四个；也可能已按期限删除',
    'There is no report of this receipt. Compare the eight groups of four signs with your paper; it may also have been deleted after its term',
  )
}

/** Old enough, and not used before. */
async function takeTurn(db: Db, turn: string | undefined, machineNow: Date): Promise<boolean> {
  const value = openTicket(purpose, turn, machineNow)
  const since = Number(value?.split(' ')[0])
  if (value === undefined || machineNow.getTime() - since < waitSeconds.value * 1000) return false
  const spent = await db
    .insert(spentProofs)
    .values({ challenge: `turn ${value}`, expiresAt: new Date(since + goodMs) })
    .onConflictDoNothing()
    .returning({ challenge: spentProofs.challenge })
  return spent.length === 1
}
