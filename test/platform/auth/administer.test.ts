import { describe, expect, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import {
  createAccount,
  disableAccount,
  enableAccount,
  resetPassphrase,
  resetSecondFactor,
} from '#platform/auth/commands/administer.ts'
import { signIn } from '#platform/auth/commands/sign-in.ts'
import { createAccountInput } from '#platform/auth/input.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
const system = { by: 'system' } as const
const door = {
  headers: new Headers(),
  clientAddress: '203.0.113.9',
  deviceCookie: undefined,
  oldToken: undefined,
  requestId: 't',
}
const create = (fields: object) =>
  createAccount(database.db, createAccountInput.parse({ name: '岗', reason: '依据', ...fields }), system, now)

describe('accounts from the administrator', () => {
  it('a firm’s account is tied to its enterprise by the credit code, and to nothing else', async () => {
    await create({
      username: 'firm-one',
      role: 'firm',
      creditCode: demoCast.paperMill,
      regionCode: '430922',
      department: 'legal',
    })
    const [row] = await database.sql`
      select e.credit_code, m.region_code, m.department from memberships m join enterprises e on e.id = m.enterprise_id
      join users u on u.id = m.user_id where u.username = 'firm-one'`
    expect(row).toEqual({ credit_code: demoCast.paperMill, region_code: null, department: null })
  })

  it('the one-time passphrase works within its 72 hours and not after', async () => {
    const { username, passphrase, until } = await create({ username: 'late-one', role: 'auditor' })
    expect(until.getTime() - now.getTime()).toBe(72 * 3_600_000)
    await expect(signIn(database.db, { username, passphrase }, door, until)).rejects.toThrow('一次性口令已过期')
    const inTime = await signIn(database.db, { username, passphrase }, door, new Date(until.getTime() - 1))
    expect(inTime.outcome).toBe('signed_in')
  })

  it('the last open administrator cannot be disabled, not even from the machine itself', async () => {
    const change = (username: string) => ({ username, reason: '试' })
    await expect(disableAccount(database.db, change('admin'), system, now)).rejects.toThrow('最后一个')
    await create({ username: 'admin-two', role: 'administrator' })
    await disableAccount(database.db, change('admin'), system, now)
    await expect(disableAccount(database.db, change('admin-two'), system, now)).rejects.toThrow('最后一个')
    await enableAccount(database.db, change('admin'), system, now)
    await disableAccount(database.db, change('admin-two'), system, now)
  })

  it('two administrators who disable each other at once leave one', async () => {
    for (const username of ['duel-a', 'duel-b']) await create({ username, role: 'administrator' })
    await disableAccount(database.db, { username: 'admin', reason: '试' }, system, now)
    const both = await Promise.allSettled(
      ['duel-a', 'duel-b'].map((username) => disableAccount(database.db, { username, reason: '试' }, system, now)),
    )
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2)
    const [open] = await database.sql`
      select count(*)::int as n from users u join memberships m on m.user_id = u.id
      where m.role = 'administrator' and u.disabled_at is null`
    expect(open?.n).toBeGreaterThan(0)
    await enableAccount(database.db, { username: 'admin', reason: '试' }, system, now)
  })

  it('a reset takes away sessions and challenges, and leaves its event with the reason', async () => {
    await database.sql`insert into sessions (id, token, user_id, expires_at) values ('s1', 's1', 'demo-auditor', now() + interval '1 day')`
    await resetSecondFactor(database.db, { username: 'auditor', reason: '手机丢失' }, system, now)
    expect(await database.sql`select from sessions where user_id = 'demo-auditor'`).toHaveLength(0)
    expect(await database.sql`select from two_factors where user_id = 'demo-auditor'`).toHaveLength(0)
    const { passphrase } = await resetPassphrase(database.db, { username: 'auditor', reason: '忘记' }, system, now)
    const events =
      await database.sql`select kind, reason, actor_id, after from events where subject = 'account:demo-auditor' order by id`
    expect(events).toMatchObject([
      { kind: 'account.second_factor_reset', reason: '手机丢失', actor_id: null },
      { kind: 'account.passphrase_reset', reason: '忘记', actor_id: null },
    ])
    expect(JSON.stringify(events)).not.toContain(passphrase)
    expect((await signIn(database.db, { username: 'auditor', passphrase }, door, now)).outcome).toBe('signed_in')
  })

  it('are nobody else’s business', async () => {
    const input = createAccountInput.parse({ username: 'x-1', name: 'x', role: 'auditor', reason: 'x' })
    await expect(createAccount(database.db, input, { by: visitor }, now)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(
      disableAccount(database.db, { username: 'ngo', reason: 'x' }, { by: visitor }, now),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('a name is taken once, however it is written, also when two ask at the same time', async () => {
    const both = await Promise.allSettled(['twice', 'TWICE'].map((username) => create({ username, role: 'auditor' })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
