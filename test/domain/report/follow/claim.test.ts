import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { connect } from '#db/client.ts'
import { events } from '#db/schema/event.ts'
import { rewards } from '#db/schema/reward.ts'
import { claimReward, declineReward } from '#domain/report/commands/claim.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { isSecretOf } from '#platform/seal/argon2.ts'
import { readPaperCode } from '#platform/seal/code.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:20:00Z')
const rewarded = async (claimUntil = '2026-12-31') => {
  const { id } = await followed(database.db, now)
  return { id, reward: await grant(database.db, id, now, claimUntil) }
}
const rowOf = async (id: number) => {
  const [row] = await database.db.select().from(rewards).where(eq(rewards.id, id))
  return row as NonNullable<typeof row>
}

it('that no reward is given is told to the reporter with its day, its grounds stay with the office', async () => {
  const { db } = database
  const { id } = await followed(db, now)
  await db
    .insert(rewards)
    .values({ reportId: id, grade: 'base', amountYuan: 800, reason: '线索属实', state: 'proposed', proposedAt: now })
  expect((await getFollowed(db, id, now))?.reward).toBeUndefined()
  const refusal = { state: 'refused' as const, refusal: '同一事实另有人先举报', decidedAt: now }
  await db.update(rewards).set(refusal).where(eq(rewards.reportId, id))
  const told = (await getFollowed(db, id, now))?.reward
  expect(told).toMatchObject({ state: 'refused', decidedAt: now })
  expect(JSON.stringify(told)).not.toContain('先举报')
})

describe('the voucher of a reward', () => {
  it('is a code of 120 bits, kept as Argon2id alone, and not in the log', async () => {
    const { db } = database
    const { id, reward } = await rewarded()
    const drawn = await claimReward(db, id, now)
    expect(drawn).toMatchObject({ amountYuan: 800, claimUntil: '2026-12-31' })
    const code = readPaperCode(drawn.voucher)
    const row = await rowOf(reward)
    expect(row).toMatchObject({
      state: 'claimed',
      voucherHandle: code?.handle,
      claimedAt: new Date('2026-11-25T02:00:00Z'),
    })
    expect(await isSecretOf(code?.secret ?? '', row.voucherHash ?? '')).toBe(true)
    expect(JSON.stringify(row)).not.toContain(code?.secret)
    const logged = await db
      .select()
      .from(events)
      .where(eq(events.subject, `reward:${reward}`))
    expect(logged).toMatchObject([{ kind: 'reward.claimed', actorId: null, after: null }])
  })

  it('of a thousand claims at once, over forty connections, one draws it', async () => {
    const { id, reward } = await rewarded()
    const many = connect(database.url, { max: 40, statementTimeoutMs: 60_000 })
    try {
      const claims = await Promise.allSettled(Array.from({ length: 1000 }, () => claimReward(many.db, id, now)))
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const claim of claims)
        if (claim.status === 'rejected') expect(claim.reason.message).toContain('drawn already')
      expect((await rowOf(reward)).state).toBe('claimed')
      expect(await database.db.$count(events, eq(events.subject, `reward:${reward}`))).toBe(1)
    } finally {
      await many.close()
    }
  }, 120_000)

  it('can be drawn on the last day, and not on the next', async () => {
    const { db } = database
    const { id } = await rewarded('2026-11-25')
    await expect(claimReward(db, id, new Date('2026-11-25T16:00:00Z'))).rejects.toThrow('term for claiming')
    await claimReward(db, id, new Date('2026-11-25T15:59:59Z'))
  })

  it('there is none where no reward was granted, or it was declined', async () => {
    const { db } = database
    const { id } = await followed(db, now)
    await expect(claimReward(db, id, now)).rejects.toThrow('no reward to claim')
    const { id: other, reward } = await rewarded()
    await declineReward(db, other, now)
    expect(await rowOf(reward)).toMatchObject({ state: 'declined', endedOn: '2026-11-25' })
    await expect(claimReward(db, other, now)).rejects.toThrow('no reward to claim')
    await expect(declineReward(db, other, now)).rejects.toThrow('no reward to decline')
  })

  it('one that was lost is made void by declining the reward', async () => {
    const { db } = database
    const { id, reward } = await rewarded()
    await claimReward(db, id, now)
    await declineReward(db, id, now)
    expect((await rowOf(reward)).state).toBe('declined')
  })
})
