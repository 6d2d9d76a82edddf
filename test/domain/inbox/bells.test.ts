import { createPublicKey, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskBells } from '#db/schema/inbox.ts'
import { hangBell, ringBells, takeBellsDown } from '#domain/inbox/commands/bells.ts'
import { countBells } from '#domain/inbox/queries/digest.ts'
import { postJson } from '#platform/http/outgoing.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { knock } from '#platform/push/push.ts'
import { vapidHeader, vapidKeys } from '#platform/push/vapid.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-26T01:00:00Z')
let [officer, other]: Account[] = []
beforeAll(async () => {
  for (const id of ['bell-a', 'bell-b']) {
    await anOfficer(database.db, id, '430922')
    await database.owner
      .sql`insert into memberships (user_id, role, region_code, department) values (${id}, 'county_officer', '430922', 'inspection')`
  }
  officer = await anOfficer(database.db, 'bell-a', '430922')
  other = await anOfficer(database.db, 'bell-b', '430922')
})

/** A push service that notes what it was asked and answers by the path: `/gone` 410, `/away` 500, else 201. */
async function pushService() {
  const asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    asked.push({ path: request.url ?? '', headers: request.headers, body })
    response.writeHead(request.url === '/gone' ? 410 : request.url === '/away' ? 500 : 201).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, asked, stop: () => new Promise((stopped) => server.close(stopped)) }
}

describe('who knocks', () => {
  it('is known to the push service by a signature that its public key proves, for half a day and that service alone', () => {
    const keys = vapidKeys('a secret of 32 characters and more')
    expect(vapidKeys('a secret of 32 characters and more').publicKey).toBe(keys.publicKey)
    expect(vapidKeys('another secret of 32 characters..').publicKey).not.toBe(keys.publicKey)
    const [, head = '', claims = '', signature = '', key = ''] =
      /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(vapidHeader('https://push.example/x/1', now, keys)) ??
      []
    const point = Buffer.from(key, 'base64url')
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    }
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
    const proves = (text: string) =>
      verify(
        'sha256',
        Buffer.from(text),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
    expect([proves(`${head}.${claims}`), proves(`${head}.${claims}x`)]).toEqual([true, false])
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: 'https://push.example',
      exp: now.getTime() / 1000 + 12 * 3600,
    })
  })
})

describe('a browser that knocks', () => {
  it('is told to nobody but its account’s push service, carries nothing, is forgotten when it is gone and kept when the service is away', async () => {
    const { db } = database
    const service = await pushService()
    const send: typeof knock = (endpoint, at) =>
      knock(endpoint, at, (to, body, headers) => postJson(to, body, headers, { isFree: true }))
    try {
      for (const path of ['/a', '/gone', '/away']) await hangBell(db, officer as Account, service.url + path, now)
      await hangBell(db, other as Account, `${service.url}/b`, now)
      await hangBell(db, other as Account, `${service.url}/b`, now)
      expect(await ringBells(db, async ({ userId }) => userId === 'bell-a', now, send)).toEqual({ sent: 1 })
      expect(service.asked.map(({ path }) => path).sort()).toEqual(['/a', '/away', '/gone'])
      for (const { body, headers } of service.asked) {
        expect(body).toBe('')
        expect(headers).toMatchObject({
          ttl: '86400',
          topic: 'desk',
          authorization: expect.stringMatching(/^vapid t=/),
        })
      }
      expect(await countBells(db, officer as Account)).toBe(2)
      // Another account signed in to the same browser: it knocks for that one alone.
      await hangBell(db, other as Account, `${service.url}/a`, now)
      expect([await countBells(db, officer as Account), await countBells(db, other as Account)]).toEqual([1, 2])
      expect(await takeBellsDown(db, other as Account, now)).toBe(2)
      expect(
        await ringBells(
          db,
          async () => true,
          now,
          async () => 'sent',
        ),
      ).toEqual({ sent: 1 })
      await database.owner.sql`update users set disabled_at = now() where id = 'bell-a'`
      expect(
        await ringBells(
          db,
          async () => true,
          now,
          async () => 'sent',
        ),
      ).toEqual({ sent: 0 })
      await expect(hangBell(db, { ...(other as Account), role: 'ngo' }, 'https://push.example/1', now)).rejects.toThrow(
        'not',
      )
      for (let i = 0; i < 10; i++) await hangBell(db, other as Account, `https://push.example/${i}`, now)
      await expect(hangBell(db, other as Account, 'https://push.example/11', now)).rejects.toThrow('At most 10')
      expect(await db.$count(deskBells, eq(deskBells.userId, 'bell-b'))).toBe(10)
    } finally {
      await service.stop()
    }
  })

  it('is not looked for inside the city’s own network', async () => {
    await expect(knock('https://127.0.0.1/x', now)).rejects.toThrow('not_public')
    await expect(knock('http://push.example/x', now)).rejects.toThrow('not_public')
  })
})
