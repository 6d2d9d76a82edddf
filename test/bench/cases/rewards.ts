import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { rewards } from '#db/schema/reward.ts'
import { loadReference } from '#db/seed/reference.ts'
import { claimReward } from '#domain/report/commands/claim.ts'
import { payReward } from '#domain/report/commands/reward/pay.ts'
import { DomainError } from '#platform/errors.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'
import { hashSecret, isSecretOf } from '#platform/seal/argon2.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { anOfficer } from '#test/domain/review/people.ts'

const many = 1000
const tmp = fileURLToPath(new URL('../../.tmp', import.meta.url))

export const bench: Bench = {
  title: 'A reward: a thousand claims, then a thousand payments at once',
  on: 'nothing',
  run: race,
}

async function race(): Promise<Figure[]> {
  const server = await startEmbedded({ dataDir: join(tmp, 'bench-reports'), disposable: true })
  const name = `qy_rewards_${randomUUID().slice(0, 8)}`
  await ensureDatabase(server, name)
  const url = server.url(name)
  await migrate(url)
  await loadReference(url)
  const { db, close } = connect(url, { max: 40, statementTimeoutMs: 120_000 })
  try {
    const now = new Date('2026-11-25T02:20:00Z')
    const cashier = { ...(await anOfficer(db, 'cashier', null)), department: 'finance' as const }
    const { id } = await followed(db, now)
    await grant(db, id, now, '2026-12-31')
    const claims = await timed(() => claimReward(db, id, now))
    const voucher = claims.done[0]?.voucher ?? ''
    const payments = await timed((i) => payReward(db, cashier, { voucher, reference: `付 ${i}` }, now))
    const hash = await hashSecret(randomBytes(15).toString('hex'))
    const bare = await timed(() => isSecretOf('x', hash))
    const [row] = await db.select({ state: rewards.state }).from(rewards)
    console.log(`claimed ${claims.done.length}, paid ${payments.done.length} of ${many}; the reward is ${row?.state}`)
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
    return [
      {
        name: `${many} claims at once: drawn`,
        beside: `one; all answered in ${seconds(claims.ms)}`,
        ours: String(claims.done.length),
        floor: '1',
        ratio: claims.done.length,
        goal: 1,
        atMost: true,
      },
      {
        name: `${many} payments at once: paid`,
        beside: `one; all answered in ${seconds(payments.ms)}`,
        ours: String(payments.done.length),
        floor: '1',
        ratio: payments.done.length,
        goal: 1,
        atMost: true,
      },
      {
        name: 'time of the payments',
        beside: `${many} bare Argon2id of a voucher`,
        ours: seconds(payments.ms),
        floor: seconds(bare.ms),
        ratio: payments.ms / bare.ms,
        goal: null,
      },
    ]
  } finally {
    await close()
    await server.stop()
  }
}

/** All at once. What is refused is refused as a conflict, or the run ends. */
async function timed<T>(one: (i: number) => Promise<T>): Promise<{ done: T[]; ms: number }> {
  const begun = performance.now()
  const all = await Promise.allSettled(Array.from({ length: many }, (_, i) => one(i)))
  const ms = performance.now() - begun
  const odd = all.find(
    (each) => each.status === 'rejected' && !(each.reason instanceof DomainError && each.reason.code === 'conflict'),
  )
  if (odd?.status === 'rejected') throw odd.reason
  return { done: all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])), ms }
}
