import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { reports, spentProofs } from '#db/schema/report.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport } from '#domain/report/commands/handle/triage.ts'
import { checkProof, newProof, type Proved } from '#domain/report/commands/proof.ts'
import { type SentForm, sendReport } from '#domain/report/commands/send.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { listSimilar } from '#domain/report/queries/similar.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { conclusion } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:20:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const none = { words: '', note: '' }
const pin = { longitudeDeg: 112.1712, latitudeDeg: 28.5577 }
let county: Account
beforeAll(async () => {
  county = await anOfficer(database.db, 'taojiang-one', '430922')
})

let proofs = 0
const proof = (isTicket = false): Proved => ({ id: `${isTicket ? 'ticket:' : ''}${++proofs}`, isTicket })
const form = (given: Partial<SentForm> = {}, kind: SentForm['where']['kind'] = 'nuisance'): SentForm => ({
  where: {
    kind,
    words: '夜里十一点以后，江边臭得睡不着。',
    place: '',
    seen: '',
    firm: '',
    firmName: '',
    longitude: pin.longitudeDeg,
    latitude: pin.latitudeDeg,
  },
  answer: { named: 'no', name: '', telephone: '' },
  uploads: [],
  similar: '',
  ...given,
})
const send = (given: Partial<SentForm> = {}, at = now, kind?: SentForm['where']['kind']) =>
  sendReport(database.db, form(given, kind), proof(), at, at)
const rowOf = async (id: number) =>
  (await database.db.select().from(reports).where(eq(reports.id, id)))[0] as typeof reports.$inferSelect

describe('a report of the same matter nearby', () => {
  it('“add mine to this one”: it is handled with the other, and its own receipt shows what comes of that', async () => {
    const { db } = database
    const first = await send()
    const [shown, ...others] = await listSimilar(db, 'nuisance', pin, later(60))
    expect(others).toEqual([])
    expect(shown).toMatchObject({ month: '2026-11', state: 'received' })
    expect(Object.keys(shown ?? {}).sort()).toEqual(['mark', 'month', 'state'])
    const mine = await send({ similar: shown?.mark as string }, later(60))
    expect(mine.isJoined).toBe(true)
    expect(await rowOf(mine.id)).toMatchObject({ state: 'joined', joinedToId: first.id })
    expect(await listSimilar(db, 'nuisance', pin, later(61))).toHaveLength(1)
    const report = (await findByReceipt(db, mine.receipt)) as FollowedReport
    await acceptReport(db, county, { id: first.id, revision: 0, ...none }, later(120))
    await concludeReport(db, county, { id: first.id, revision: 1, ...conclusion }, later(180))
    const seen = await getFollowed(db, report, later(200))
    expect(seen).toMatchObject({ state: 'joined', other: { outcome: 'true', publicOutcome: conclusion.publicOutcome } })
    expect(seen?.history.map(({ step }) => step)).toEqual(['received', 'joined'])
    // Closed meanwhile, though it still stood on the form that was open: then it is handled by itself.
    const late = await send({ similar: shown?.mark as string }, later(240))
    expect([late.isJoined, await rowOf(late.id)]).toMatchObject([false, { state: 'received', joinedToId: null }])
  })

  it('only what the form offered counts: another kind, a made-up mark and a far place join nothing', async () => {
    const { db } = database
    await send({}, now, 'waste_dumping')
    const [{ mark } = { mark: '' }] = await listSimilar(db, 'waste_dumping', pin, now)
    for (const similar of [mark, 'made-up', '1', mark.slice(0, -2)])
      expect(await rowOf((await send({ similar }, now, 'other')).id)).toMatchObject({ state: 'received' })
    const far = { longitudeDeg: pin.longitudeDeg + 0.2, latitudeDeg: pin.latitudeDeg }
    expect(await listSimilar(db, 'waste_dumping', far, now)).toEqual([])
    expect(await listSimilar(db, 'waste_dumping', pin, later(31 * 1440))).toEqual([])
    expect(await listSimilar(db, 'waste_dumping', null, now)).toEqual([])
  })
})

describe('against floods', () => {
  it('the work, and the wait, are good for two hours; then a new one is asked for in words', async () => {
    const { challenge, ticket } = await newProof(new Date())
    const solution = JSON.stringify(await solveChallenge({ challenge: JSON.parse(challenge), deriveKey }))
    const made = Date.now()
    const in_ = (minutes: number) => new Date(made + minutes * 60_000)
    const { proofMinutes } = reportLimits
    expect(await checkProof({ challenge, solution, ticket }, in_(0))).toMatchObject({ isTicket: false })
    expect(await checkProof({ challenge, solution: '', ticket }, in_(proofMinutes - 1))).toMatchObject({
      isTicket: true,
    })
    await expect(checkProof({ challenge, solution: '', ticket }, in_(0))).rejects.toThrow(
      /再等 \d+ 秒.*another \d+ seconds/,
    )
    for (const given of [
      { challenge, solution: '', ticket },
      { challenge: '', solution: 'x', ticket: 'x' },
    ])
      await expect(checkProof(given, in_(proofMinutes + 1))).rejects.toThrow(/已过期，?.*has expired/)
    const old = await newProof(new Date(made - (proofMinutes + 1) * 60_000))
    const stale = JSON.stringify(await solveChallenge({ challenge: JSON.parse(old.challenge), deriveKey }))
    await expect(checkProof({ ...old, solution: stale }, in_(0))).rejects.toThrow('has expired')
  })

  it('of those who only waited few are let in within a minute, of all a thousand, and in the next minute again', async () => {
    const { db } = database
    const at = later(1000)
    const { ticketsPerMinute, reportsPerMinute, proofMinutes } = reportLimits
    const expiresAt = new Date(at.getTime() + proofMinutes * 60_000)
    const spend = (n: number, prefix: string) =>
      db.insert(spentProofs).values(Array.from({ length: n }, (_, i) => ({ challenge: `${prefix}${i}`, expiresAt })))
    await spend(ticketsPerMinute - 1, 'ticket:before-')
    await sendReport(db, form(), proof(true), at, at)
    const count = await db.$count(reports)
    await expect(sendReport(db, form(), proof(true), at, at)).rejects.toThrow(/请等一分钟.*Please wait a minute/)
    await sendReport(db, form(), proof(), at, at)
    await spend(reportsPerMinute - ticketsPerMinute - 2, 'work-')
    await sendReport(db, form(), proof(), at, at)
    await expect(sendReport(db, form(), proof(), at, at)).rejects.toThrow('all you typed is still here')
    expect(await db.$count(reports)).toBe(count + 2)
    const next = new Date(at.getTime() + 61_000)
    await sendReport(db, form(), proof(true), next, next)
  })
})
