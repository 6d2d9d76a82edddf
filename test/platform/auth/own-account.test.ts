import { describe, expect, it } from 'vitest'
import { demoPassphrase } from '#db/seed/accounts.ts'
import { setPassphrase } from '#platform/auth/commands/passphrase.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewBackupCodes,
} from '#platform/auth/commands/second-factor.ts'
import { endOtherSessions, endSession } from '#platform/auth/commands/sessions.ts'
import { signIn } from '#platform/auth/commands/sign-in.ts'
import { getSecondFactor } from '#platform/auth/queries/second-factor.ts'
import { listSessions } from '#platform/auth/queries/sessions.ts'
import { stepOf, totp } from '#platform/auth/rules/totp.ts'
import { type Here, readViewer, sessionCookie } from '#platform/auth/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const own = 'three unrelated blue teapots'

function cookieIn(setCookies: string[]): string {
  const line = setCookies.find((one) => one.startsWith(`${sessionCookie}=`)) ?? ''
  return decodeURIComponent(line.split(';')[0]?.slice(sessionCookie.length + 1) ?? '')
}

/** A signed-in request with this session cookie, as an action has it. */
async function hereWith(cookie: string): Promise<Here> {
  const found = await readViewer(database.db, cookie, new Date())
  if (!found) throw new Error('no session')
  const headers = new Headers({ cookie: `${sessionCookie}=${encodeURIComponent(cookie)}`, 'user-agent': 'Firefox' })
  return { ...found, headers, clientAddress: '203.0.113.20', deviceId: 'a-browser', requestId: 'test' }
}

async function enter(username: string, passphrase: string): Promise<Here> {
  const door = {
    headers: new Headers(),
    clientAddress: '203.0.113.21',
    deviceCookie: undefined,
    oldToken: undefined,
    requestId: 'test',
  }
  const { setCookies } = await signIn(database.db, { username, passphrase }, door, new Date())
  return hereWith(cookieIn(setCookies))
}

describe('one’s own account', () => {
  it('a new passphrase ends every other session and renews this one; the old one is void', async () => {
    const [first, second] = [await enter('paper', demoPassphrase), await enter('paper', demoPassphrase)]
    const setCookies = await setPassphrase(
      database.db,
      { current: demoPassphrase, passphrase: own, again: own },
      first,
      new Date(),
    )
    const renewed = await hereWith(cookieIn(setCookies))
    expect(renewed.session.id).not.toBe(first.session.id)
    expect(await listSessions(database.db, 'demo-paper', 'firm', new Date())).toMatchObject([
      { id: renewed.session.id },
    ])
    expect(second.session.id).not.toBe(renewed.session.id)
    await expect(enter('paper', demoPassphrase)).rejects.toThrow('用户名或口令不对')
    await enter('paper', own)
  })

  it('the present passphrase is asked, and a weak, a like or a known new one is refused at its field', async () => {
    const here = await enter('antimony', demoPassphrase)
    const set = (current: string, passphrase: string) =>
      setPassphrase(database.db, { current, passphrase, again: passphrase }, here, new Date())
    await expect(set('not the present one', own)).rejects.toMatchObject({ problems: [{ field: 'current' }] })
    await expect(set(demoPassphrase, 'short')).rejects.toMatchObject({ problems: [{ field: 'passphrase' }] })
    await expect(set(demoPassphrase, 'antimony-antimony-1')).rejects.toThrow('所剩太少')
    await expect(set(demoPassphrase, demoPassphrase)).rejects.toThrow(/相同|太容易/)
    await enter('antimony', demoPassphrase)
  })

  it('the names of one’s firm make no passphrase, in Chinese or in Pinyin', async () => {
    const here = await enter('antimony', demoPassphrase)
    const [firm] = await database.sql`
      select e.name from enterprises e join memberships m on m.enterprise_id = e.id where m.user_id = 'demo-antimony'`
    const { pinyin } = await import('pinyin-pro')
    for (const word of [firm?.name, pinyin(firm?.name, { toneType: 'none', type: 'array' }).join('')])
      await expect(
        setPassphrase(
          database.db,
          { current: demoPassphrase, passphrase: `${word}${word}1`, again: '' },
          here,
          new Date(),
        ),
      ).rejects.toThrow('所剩太少')
  })

  it('a second factor is enrolled, its backup codes renewed, and given up with a code of it', {
    timeout: 60_000,
  }, async () => {
    const other = await enter('ngo', demoPassphrase)
    const here = await enter('ngo', demoPassphrase)
    await expect(beginSecondFactor(database.db, 'wrong', here, new Date())).rejects.toThrow('现在的口令不对')
    await beginSecondFactor(database.db, demoPassphrase, here, new Date())
    const pending = await getSecondFactor(database.db, 'demo-ngo', 'ngo')
    const secret = pending.state === 'pending' ? fromBase32(pending.secret) : Buffer.alloc(0)
    const now = new Date()
    const done = await confirmSecondFactor(database.db, totp(secret, stepOf(now)), here, now)
    expect(done.backupCodes).toHaveLength(10)
    const enrolled = await hereWith(cookieIn(done.setCookies))
    expect(enrolled.viewer).toMatchObject({ hasSecondFactor: true })
    expect((await listSessions(database.db, 'demo-ngo', 'ngo', now)).map(({ id }) => id)).not.toContain(
      other.session.id,
    )
    await expect(beginSecondFactor(database.db, demoPassphrase, enrolled, now)).rejects.toThrow('已经设置')

    const renewed = await renewBackupCodes(database.db, demoPassphrase, enrolled, now)
    expect(renewed).not.toEqual(done.backupCodes)
    const remove = (code: string) =>
      removeSecondFactor(database.db, { current: demoPassphrase, code }, enrolled, new Date())
    await expect(remove(done.backupCodes[0] ?? '')).rejects.toThrow('验证码不对')
    const without = await hereWith(cookieIn(await remove(renewed[0] ?? '')))
    expect(without.viewer).toMatchObject({ hasSecondFactor: false })
    expect(await getSecondFactor(database.db, 'demo-ngo', 'ngo')).toEqual({ state: 'none' })
    const kinds =
      await database.sql`select kind from events where subject = 'account:demo-ngo' and kind like '%factor%' order by id`
    expect(kinds.map(({ kind }) => kind)).toEqual(['account.second_factor_enrolled', 'account.second_factor_removed'])
  })

  it('a new passphrase keeps the second factor of the session that sets it', async () => {
    await database.sql`
      insert into sessions (id, token, user_id, expires_at, second_factor_at)
      values ('kept', 'kept-token', 'demo-auditor', now() + interval '1 hour', now())`
    const { signed } = await import('#platform/auth/viewer.ts')
    const here = await hereWith(signed('kept-token'))
    const input = { current: demoPassphrase, passphrase: own, again: own }
    const renewed = await hereWith(cookieIn(await setPassphrase(database.db, input, here, new Date())))
    expect(renewed.viewer).toMatchObject({ role: 'auditor', hasSecondFactor: true })
  })

  it('sessions are ended one by one or all others at once, and only one’s own', async () => {
    const [a, b, c] = [
      await enter('operator', demoPassphrase),
      await enter('operator', demoPassphrase),
      await enter('operator', demoPassphrase),
    ]
    const stranger = await enter('antimony', demoPassphrase)
    await expect(endSession(database.db, a.session.id, stranger, new Date())).rejects.toMatchObject({
      code: 'not_found',
    })
    await endSession(database.db, a.session.id, c, new Date())
    await expect(endSession(database.db, a.session.id, c, new Date())).rejects.toMatchObject({ code: 'not_found' })
    expect(await endOtherSessions(database.db, c, new Date())).toBe(1)
    expect(
      (await listSessions(database.db, 'demo-operator', 'monitoring_operator', new Date())).map(({ id }) => id),
    ).toEqual([c.session.id])
    expect(b.session.id).not.toBe(c.session.id)
  })
})

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
