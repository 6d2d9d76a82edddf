import { expect, it } from 'vitest'
import { sessions, signInAttempts, users, verifications } from '#db/schema/account.ts'
import { cleanExpired } from '#platform/jobs/clean-expired.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
const now = new Date('2026-06-30T12:00:00+08:00')
const after = (ms: number) => new Date(now.getTime() + ms)
const day = 86_400_000

it('sessions and verifications go when their time is over, failed sign-ins a day after the last, and nothing sooner', () =>
  database.rolledBack(async (tx) => {
    await tx.insert(users).values({ id: 'u', name: '示例', email: 'u@example.invalid' })
    const session = (id: string, expiresAt: Date) => ({ id, token: id, userId: 'u', expiresAt })
    await tx.insert(sessions).values([session('over', after(-1)), session('now', now), session('open', after(1))])
    const verification = (id: string, expiresAt: Date) => ({ id, identifier: id, value: 'v', expiresAt })
    await tx.insert(verifications).values([verification('over', after(-1)), verification('open', after(1))])
    const failed = (key: string, lastFailedAt: Date, blockedUntil: Date | null = null) => ({
      key,
      lastFailedAt,
      blockedUntil,
    })
    await tx
      .insert(signInAttempts)
      .values([
        failed('old', after(-day - 1)),
        failed('old, block over', after(-day - 1), after(-1)),
        failed('old, still blocked', after(-day - 1), after(1)),
        failed('of today', after(-day)),
      ])

    await cleanExpired(tx, now)

    const left = async (table: typeof sessions | typeof verifications) =>
      (await tx.select({ id: table.id }).from(table)).map(({ id }) => id)
    expect(await left(sessions)).toEqual(['now', 'open'])
    expect(await left(verifications)).toEqual(['open'])
    const keys = (await tx.select({ key: signInAttempts.key }).from(signInAttempts)).map(({ key }) => key)
    expect(keys.sort()).toEqual(['of today', 'old, still blocked'])
  }))
