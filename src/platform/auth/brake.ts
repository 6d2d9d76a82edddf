import { setTimeout as sleep } from 'node:timers/promises'
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { signInAttempts } from '#db/schema/account.ts'
import { addressPrefix } from '#platform/auth/rules/address.ts'
import {
  type Brake,
  codeBrake,
  delayMs,
  deviceBrake,
  forgetAfterMs,
  placeBrake,
  waitsS,
} from '#platform/auth/rules/brake.ts'
import { sealed } from '#platform/auth/secret.ts'
import { DomainError } from '#platform/errors.ts'

/** Where an attempt comes from. */
export interface Place {
  clientAddress: string
  /** The browser's own id, when this account was signed in there before. */
  deviceId: string | undefined
}

/**
 * Counts an attempt before it is checked, so that many at once cannot slip through, and takes it back when it was right.
 * `what` keeps passphrases and codes apart. Nothing is kept in clear: keys are HMACs, and the nightly job drops them after a day.
 * @throws DomainError too_often, with the seconds to wait
 */
export async function beginAttempt(db: Db, what: 'passphrase' | 'code', account: string, place: Place, now: Date) {
  const prefix = addressPrefix(place.clientAddress)
  const own = place.deviceId
    ? { key: sealed('device', what, account, place.deviceId), brake: deviceBrake }
    : { key: sealed('place', what, account, prefix), brake: placeBrake }
  await count(db, own.key, own.brake, now)
  const wide = place.deviceId ? [] : [sealed('account', what, account), sealed('network', what, prefix)]
  // Whoever may try codes knows the passphrase: there the account as a whole is worth a wait, for unknown browsers.
  const wideBrakes = [what === 'code' ? codeBrake : undefined, undefined]
  const failures = await Promise.all(wide.map((key, i) => count(db, key, wideBrakes[i], now)))
  const delay = delayMs(Math.max(0, ...failures))
  if (delay > 0) await sleep(delay)
  return {
    async succeeded() {
      await db.delete(signInAttempts).where(inArray(signInAttempts.key, [own.key]))
      if (wide.length > 0)
        await db
          .update(signInAttempts)
          .set({ failures: sql`greatest(${signInAttempts.failures} - 1, 0)` })
          .where(inArray(signInAttempts.key, wide))
    },
  }
}

/**
 * Counts one use of something that everybody may do, against the network it comes from, and makes a network that does it
 * very often wait. As above: an HMAC, dropped after a day; no address is kept.
 * @throws DomainError too_often, with the seconds to wait
 */
export async function countUse(db: Db, what: string, clientAddress: string, brake: Brake, now: Date): Promise<void> {
  await count(db, sealed('use', what, addressPrefix(clientAddress)), brake, now, (seconds) => [
    `从您的网络提交得过于频繁，请在 ${seconds} 秒后再试。`,
    `This has been sent very often from your network. Please try again in ${seconds} s.`,
  ])
}

const tooManyAttempts = (seconds: number) => [
  `尝试次数过多，请在 ${seconds} 秒后再试。其他人从别处的尝试不会影响您在常用浏览器上登录。`,
  `Too many attempts. Please try again in ${seconds} s. Attempts by others elsewhere do not keep you from signing in with a browser you used before.`,
]

/** One statement: adds the attempt unless its key has to wait. Gives the attempts counted so far. */
async function count(
  db: Db,
  key: string,
  brake: Brake | undefined,
  now: Date,
  words: (seconds: number) => string[] = tooManyAttempts,
): Promise<number> {
  const waits = brake ? waitsS(brake) : []
  const at = sql`${now.toISOString()}::timestamptz`
  const known = sql`case when ${signInAttempts.lastFailedAt} < ${at} - ${forgetAfterMs} * interval '1 millisecond' then 0 else ${signInAttempts.failures} end`
  const waitAfter = (failures: SQL) =>
    brake
      ? sql`${at} + nullif((${sql.raw(`'{${waits.join(',')}}'::int[]`)})[least(${failures}, ${waits.length})], 0) * interval '1 second'`
      : sql`null`
  const [row] = await db
    .insert(signInAttempts)
    .values({ key, failures: 1, lastFailedAt: now, blockedUntil: sql`${waitAfter(sql`1`)}` })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      set: { failures: sql`${known} + 1`, lastFailedAt: now, blockedUntil: waitAfter(sql`${known} + 1`) },
      setWhere: sql`${signInAttempts.blockedUntil} is null or ${signInAttempts.blockedUntil} <= ${at}`,
    })
    .returning({ failures: signInAttempts.failures })
  if (row) return row.failures
  const [blocked] = await db
    .select({ until: signInAttempts.blockedUntil })
    .from(signInAttempts)
    .where(inArray(signInAttempts.key, [key]))
  const seconds = Math.max(1, Math.ceil(((blocked?.until?.getTime() ?? now.getTime()) - now.getTime()) / 1000))
  throw new DomainError('too_often', words(seconds).join(' / '))
}
