import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { eq, gt, like, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { spentProofs } from '#db/schema/report.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { DomainError } from '#platform/errors.ts'
import { installationKey } from '#platform/seal/wrap.ts'

/** PBKDF2 of 5,000 rounds, about 256 times: half a second on a desk, some seconds on an old telephone; once, 3 ms, to check. */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 5_000, keyPrefix: '00' }
const secret = () => installationKey('report-proof').toString('base64url')
const minuteMs = 60_000
const ticketForm = /^(\d{13})\.([\w-]{16})\.([\w-]{43})$/

export interface Proof {
  /** What a browser works on; a ticket that lets those without JavaScript send after a while. */
  challenge: string
  ticket: string
}

/** For one sending of the form. @param at by the machine's clock, as everything here */
export async function newProof(at: Date): Promise<Proof> {
  const expiresAt = new Date(at.getTime() + reportLimits.proofMinutes * minuteMs)
  const challenge = await createChallenge({ ...work, deriveKey, expiresAt, hmacSignatureSecret: secret() })
  const ticket = `${at.getTime()}.${randomBytes(12).toString('base64url')}`
  return { challenge: JSON.stringify(challenge), ticket: `${ticket}.${signatureOf(ticket)}` }
}

/** Something that was proved and can be spent once. */
export interface Proved {
  id: string
  isTicket: boolean
}

/**
 * Was the work done, or the wait kept?
 * @throws DomainError rule_broken when neither holds any more, too_often when the wait is not over
 */
export async function checkProof(
  given: { challenge: string; solution: string; ticket: string },
  at: Date,
): Promise<Proved> {
  const solved = given.solution === '' ? undefined : await solvedId(given.challenge, given.solution)
  if (solved) return { id: solved, isTicket: false }
  const [, issued = '', random = '', signature = ''] = ticketForm.exec(given.ticket) ?? []
  const expected = Buffer.from(signatureOf(`${issued}.${random}`))
  const isOurs = signature.length === expected.length && timingSafeEqual(expected, Buffer.from(signature))
  const age = at.getTime() - Number(issued)
  if (!isOurs || age > reportLimits.proofMinutes * minuteMs) throw expired()
  const left = Math.ceil(reportLimits.ticketSeconds - age / 1000)
  if (left > 0)
    throw new DomainError(
      'too_often',
      `请再等 ${left} 秒后提交：这是为了挡住自动程序。您填写的内容都还在 / Please wait another ${left} seconds and send again: this keeps programs out. All you typed is still here`,
    )
  return { id: `ticket:${random}`, isTicket: true }
}

/**
 * Spends it, in the transaction of what it lets in.
 * @throws DomainError conflict when it was spent; too_often when all together send more than can be taken in
 */
export async function spendProof(tx: Db, { id, isTicket }: Proved, at: Date): Promise<void> {
  const lifeMs = reportLimits.proofMinutes * minuteMs
  const lastMinute = gt(spentProofs.expiresAt, new Date(at.getTime() + lifeMs - minuteMs))
  const [sent] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      tickets: sql<number>`(count(*) filter (where ${like(spentProofs.challenge, 'ticket:%')}))::int`,
    })
    .from(spentProofs)
    .where(lastMinute)
  const isFull = (sent?.all ?? 0) >= reportLimits.reportsPerMinute
  if (isFull || (isTicket && (sent?.tickets ?? 0) >= reportLimits.ticketsPerMinute))
    throw new DomainError(
      'too_often',
      '这一分钟里收到的举报太多。请等一分钟再提交，您填写的内容都还在 / Too many reports came in within this minute. Please wait a minute and send again; all you typed is still here',
    )
  const [fresh] = await tx
    .insert(spentProofs)
    .values({ challenge: id, expiresAt: new Date(at.getTime() + lifeMs) })
    .onConflictDoNothing()
    .returning()
  if (!fresh) throw new DomainError('conflict', spentText)
}

export async function isSpent(db: Db, { id }: Proved): Promise<boolean> {
  return (await db.$count(spentProofs, eq(spentProofs.challenge, id))) > 0
}

export const spentText =
  '这份举报刚才已经收到，回执只显示一次，不能再次显示 / This report was received just now. Its receipt is shown once and cannot be shown again'

async function solvedId(challenge: string, solution: string): Promise<string | undefined> {
  try {
    const [asked, solved] = [JSON.parse(challenge), JSON.parse(solution)]
    const { algorithm, cost, keyPrefix } = asked.parameters
    if (algorithm !== work.algorithm || cost !== work.cost || keyPrefix !== work.keyPrefix) return undefined
    const { verified } = await verifySolution({
      challenge: asked,
      solution: solved,
      deriveKey,
      hmacSignatureSecret: secret(),
    })
    return verified ? String(asked.signature) : undefined
  } catch {
    return undefined // not what our page makes
  }
}

const signatureOf = (text: string) => createHmac('sha256', secret()).update(`ticket ${text}`).digest('base64url')
const expired = () =>
  new DomainError(
    'rule_broken',
    '页面打开得太久，防止自动提交的校验已过期。已换新的，请再按一次提交；您填写的内容都还在 / The page was open for too long: its check against programs has expired. There is a new one, please send again; all you typed is still here',
  )
