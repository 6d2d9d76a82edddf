import { and, desc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterpriseContacts } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { disclosureDoubts, disclosureReviews } from '#db/schema/review.ts'
import { openCorrection } from '#domain/disclosure/commands/open-draft.ts'
import { countFilings, listFilings } from '#domain/disclosure/queries/list.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import { giveReview } from '#domain/review/commands/give-review.ts'
import { acceptDoubt, rejectDoubt } from '#domain/review/commands/look-at-doubt.ts'
import { mailReturn } from '#domain/review/commands/mail-return.ts'
import { listDoubts } from '#domain/review/queries/doubts.ts'
import { countInbox, listInbox } from '#domain/review/queries/inbox.ts'
import { listReturnedPoints } from '#domain/review/queries/returned-points.ts'
import { listReviews } from '#domain/review/queries/reviews.ts'
import { ReviewRefusal } from '#domain/review/refusal.ts'
import { reviewState } from '#domain/review/rules/state.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { doubtText } from '#src/i18n/messages/review.ts'
import { aMill, type Mill } from '#test/domain/disclosure/mill.ts'
import { anOfficer, partFive, publishMill, signAs } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-21T02:00:00Z')
let mill: Mill
let taojiang: Account
let anhua: Account
let city: Account
let count = 0
beforeEach(async () => {
  mill = await aMill(database.db, creditCodeOf('91', '430922', `MAYRW${String(++count).padStart(3, '0')}`))
  taojiang = await anOfficer(database.db, 'taojiang', '430922')
  anhua = await anOfficer(database.db, 'anhua', '430923')
  city = await anOfficer(database.db, 'city', null)
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ReviewRefusal) return error
  if (error instanceof DomainError) return { refusal: error.code, problems: error.problems }
  throw error ?? new Error('was not refused')
}
const give = (viewer: Account, id: number, review: Parameters<typeof partFive>[1] = {}) =>
  giveReview(database.db, viewer, partFive(id, review), now)
const returnAt = (field: string) => ({
  opinion: 'returned' as const,
  words: '请按监测报告更正',
  sent: { [field.split('.')[0] as string]: { ticked: [field], reason: '与监测报告不符' } },
})
/** Last year's total was a twentieth: unusual, with its reason. */
const unusual = () => ({
  [`r${mill.water}_w01018.total`]: '700',
  [`outlets_${mill.water}.flow`]: '12100000',
  [`r${mill.water}_w01018.unusualReason`]: '许可量之外的应急处理水量',
})
const inbox = async (id: number) => (await listInbox(database.db, { page: 1 })).rows.find((row) => row.id === id)

describe('county first, then city', () => {
  it('the county agrees, the city agrees, and the inbox says at each step for whom it waits and since when', async () => {
    const { id } = await publishMill(database.db, mill, now)
    expect(await inbox(id)).toMatchObject({ state: 'waiting_county', since: now })
    expect(await refused(give(city, id))).toMatchObject({ refusal: 'county_first' })
    expect(await give(taojiang, id)).toMatchObject({ level: 'county' })
    expect(await inbox(id)).toMatchObject({ state: 'waiting_city' })
    expect(await give(city, id, { opinion: 'agreed_with_additions', words: '加强台账管理' })).toMatchObject({
      level: 'city',
    })
    expect(await inbox(id)).toMatchObject({ state: 'agreed' })
    const { states } = await countInbox(database.db, { year: 2026 })
    expect(states.get('agreed')).toBeGreaterThan(0)
  })

  it.each([
    ['another county', () => anhua],
    ['the firm itself', () => mill.viewer],
    ['an auditor', () => ({ ...city, role: 'auditor' as const, department: null })],
    ['an administrator', () => ({ ...city, role: 'administrator' as const, department: null })],
  ])('%s may not review', async (_, viewerOf) => {
    const { id } = await publishMill(database.db, mill, now)
    expect(await refused(give(viewerOf(), id))).toMatchObject({ refusal: 'not_allowed' })
    expect(await listReviews(database.db, id)).toEqual([])
  })

  it('a visitor may not, and nobody reviews a draft or what is not there', async () => {
    expect(await refused(giveReview(database.db, visitor, partFive(1), now))).toMatchObject({ refusal: 'not_allowed' })
    expect(await refused(give(city, 999_999))).toMatchObject({ refusal: 'no_such_version' })
    const { id } = await publishMill(database.db, mill, now)
    await openCorrection(
      database.db,
      mill.viewer,
      { enterpriseId: mill.enterpriseId, year: 2026, reason: '改正录入' },
      now,
    )
    const [draft] = await database.db
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.supersedesId, id))
    expect(await refused(give(city, draft!.id))).toMatchObject({ refusal: 'no_such_version' })
  })

  it('who was moved from the county to the city does not review the same version twice', async () => {
    const { id } = await publishMill(database.db, mill, now)
    await give(taojiang, id)
    const moved: Account = { ...taojiang, role: 'city_officer', regionCode: null }
    expect(await refused(give(moved, id))).toMatchObject({ refusal: 'same_person' })
  })

  it('two officers at once: one opinion stands', async () => {
    const { id } = await publishMill(database.db, mill, now)
    const colleague = await anOfficer(database.db, 'taojiang-2', '430922')
    const both = await Promise.allSettled([give(taojiang, id), give(colleague, id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await listReviews(database.db, id)).toHaveLength(1)
  })
})

describe('a return', () => {
  it('names the field, reaches the firm’s desk, stays with its version, and the correction waits for the county again', async () => {
    const { id } = await publishMill(database.db, mill, now)
    const field = `r${mill.water}_w01018.mean`
    await give(taojiang, id, returnAt(field))
    const returned = await listReturnedPoints(database.db, mill.enterpriseId, 2026)
    expect(returned).toMatchObject({ version: 1, review: { words: '请按监测报告更正', level: 'county' } })
    expect([...(returned?.points ?? [])]).toEqual([[field, '与监测报告不符']])
    expect(await refused(give(taojiang, id))).toMatchObject({ refusal: 'returned_already' })
    expect(await refused(give(city, id))).toMatchObject({ refusal: 'returned_already' })

    await openCorrection(
      database.db,
      mill.viewer,
      { enterpriseId: mill.enterpriseId, year: 2026, reason: '按退回意见更正' },
      now,
    )
    const second = await signAs(database.db, mill, now, { [field]: '60' }, 0)
    expect(await listReturnedPoints(database.db, mill.enterpriseId, 2026)).toBeUndefined()
    expect(await inbox(second.id)).toMatchObject({ state: 'waiting_county', version: 2 })
    expect(await inbox(id)).toBeUndefined()
    expect(await refused(give(taojiang, id))).toMatchObject({ refusal: 'not_in_force' })
    await give(taojiang, second.id)
    expect((await listReviews(database.db, id)).map(({ opinion }) => opinion)).toEqual(['returned'])
  })

  it('without a field, or with one of another firm, is asked for it and nothing is written', async () => {
    const { id } = await publishMill(database.db, mill, now)
    const bare = await refused(give(taojiang, id, { opinion: 'returned', words: '请更正数据' }))
    expect(bare).toMatchObject({
      refusal: 'not_complete',
      problems: [{ field: 'why.form', message: 'return_without_point' }],
    })
    const foreign = await refused(give(taojiang, id, returnAt('r999999_w01018.mean')))
    expect(foreign.problems).toMatchObject([{ message: 'field_unknown' }])
    expect(await listReviews(database.db, id)).toEqual([])
  })

  it('leaves an event with words and points, and neither review nor figures can be rewritten', async () => {
    const { id } = await publishMill(database.db, mill, now)
    const before = await listPublishedRows(database.db, id)
    await give(taojiang, id, returnAt(`o${mill.stack}.route`))
    const [event] = await database.db
      .select()
      .from(events)
      .where(and(eq(events.kind, 'review.returned'), eq(events.subject, `disclosure:${id}`)))
      .orderBy(desc(events.id))
    expect(event).toMatchObject({
      actorId: 'taojiang',
      after: { creditCode: mill.creditCode, points: [{ reason: '与监测报告不符' }] },
    })
    await expect(
      database.db.update(disclosureReviews).set({ opinion: 'agreed' }).where(eq(disclosureReviews.disclosureId, id)),
    ).rejects.toThrow()
    expect(await listPublishedRows(database.db, id)).toEqual(before)
  })
})

describe('the mail of a return', () => {
  it('goes to the address on record, says where the reasons stand, and not once the correction is public', async () => {
    const { id } = await publishMill(database.db, mill, now)
    await give(taojiang, id, returnAt('form'))
    const mails: { to: string; text: string }[] = []
    const send = async (mail: { to: string; text: string }) => {
      mails.push(mail)
      return 'sent' as const
    }
    await mailReturn(database.db, id, send)
    expect(mails).toEqual([])
    await database.db.insert(enterpriseContacts).values({
      enterpriseId: mill.enterpriseId,
      environmentalOfficer: '试验员',
      phone: '0737-0000000',
      email: 'hb@firm.example',
    })
    await mailReturn(database.db, id, send)
    expect(mails).toMatchObject([{ to: 'hb@firm.example' }])
    expect(mails[0]?.text).toContain('/en/filing')
    expect(mails[0]?.text).not.toContain('与监测报告不符')
    await openCorrection(
      database.db,
      mill.viewer,
      { enterpriseId: mill.enterpriseId, year: 2026, reason: '按退回意见更正' },
      now,
    )
    await signAs(database.db, mill, now, {}, 0)
    await mailReturn(database.db, id, send)
    expect(mails).toHaveLength(1)
  })
})

describe('存疑', () => {
  it('each unusual value that is published with its reason leaves a doubt in the same transaction', async () => {
    const { id } = await publishMill(database.db, mill, now, unusual())
    expect(await listDoubts(database.db, id)).toMatchObject([
      {
        field: `r${mill.water}_w01018.total`,
        code: 'far_over_permit',
        given: { value: 700, permitted: 230 },
        reason: '许可量之外的应急处理水量',
        state: 'open',
      },
    ])
    expect(await inbox(id)).toMatchObject({ openDoubts: 1 })
    const search = { year: 2026, doubts: 'open', sort: 'name', page: 1 } as const
    const listed = await listFilings(database.db, search, now)
    expect(listed.rows.map(({ creditCode, hasOpenDoubts }) => [creditCode, hasOpenDoubts])).toContainEqual([
      mill.creditCode,
      true,
    ])
    expect((await countFilings(database.db, search, now)).doubts).toBe(listed.total)
    const quiet = await aMill(database.db, creditCodeOf('91', '430922', `MAYRQ${String(count).padStart(3, '0')}`))
    expect(await listDoubts(database.db, (await publishMill(database.db, quiet, now)).id)).toEqual([])
  })

  it('is looked at once, by the own county, and only then can the version be agreed', async () => {
    const { id } = await publishMill(database.db, mill, now, unusual())
    const [doubt] = await listDoubts(database.db, id)
    const look = { id: doubt!.id, note: '核对应急处置记录，属实' }
    expect(await refused(give(taojiang, id))).toMatchObject({ refusal: 'doubts_open' })
    expect(await refused(acceptDoubt(database.db, anhua, look, now))).toMatchObject({ refusal: 'not_allowed' })
    await acceptDoubt(database.db, taojiang, look, now)
    expect(await refused(rejectDoubt(database.db, taojiang, look, now))).toMatchObject({ refusal: 'looked_at_already' })
    expect(await listDoubts(database.db, id)).toMatchObject([{ state: 'accepted', note: look.note, lookedAt: now }])
    await give(taojiang, id)
    await expect(
      database.db.update(disclosureDoubts).set({ note: 'x' }).where(eq(disclosureDoubts.id, doubt!.id)),
    ).rejects.toThrow()
  })

  it('that was accepted stays accepted in a correction of something else, and is asked again once its figure changes', async () => {
    const { id } = await publishMill(database.db, mill, now, unusual())
    const [doubt] = await listDoubts(database.db, id)
    await acceptDoubt(database.db, taojiang, { id: doubt!.id, note: '核对应急处置记录，属实' }, now)
    const correct = async (fields: Record<string, string>) => {
      const correction = { enterpriseId: mill.enterpriseId, year: 2026, reason: '更正个别数值' }
      await openCorrection(database.db, mill.viewer, correction, now)
      return (await signAs(database.db, mill, now, fields, 0)).id
    }
    const second = await correct({ [`r${mill.water}_w01001.max`]: '8.2' })
    expect(await listDoubts(database.db, second)).toMatchObject([{ state: 'accepted', note: '核对应急处置记录，属实' }])
    const third = await correct({ [`r${mill.water}_w01018.total`]: '710' })
    expect(await listDoubts(database.db, third)).toMatchObject([{ state: 'open', given: { value: 710 } }])
  })

  it('whose explanation was rejected becomes a point of the return by itself', async () => {
    const { id } = await publishMill(database.db, mill, now, unusual())
    const [doubt] = await listDoubts(database.db, id)
    await rejectDoubt(database.db, taojiang, { id: doubt!.id, note: '没有应急处置记录' }, now)
    expect(await refused(give(taojiang, id))).toMatchObject({ refusal: 'doubts_rejected' })
    await give(taojiang, id, { opinion: 'returned', words: '请更正总量' })
    expect((await listReviews(database.db, id))[0]?.points).toEqual([
      { field: doubt!.field, reason: '没有应急处置记录' },
    ])
  })
})

it.each(['far_over_permit', 'like_kilograms', 'below_method', 'part_above_whole', 'same_values', 'mean_unlike_online'])(
  'what the public reads of %s says what is unusual and gives nobody an order',
  (code) => {
    const given = {
      value: 700,
      permitted: 230,
      before: 0.7,
      least: 4,
      most: 3,
      rows: 3,
      self: 20,
      online: 41,
      unit: 'mg/L',
      nameZh: '总氮',
      nameEn: 'total nitrogen',
    }
    for (const locale of ['zh', 'en'] as const) {
      expect(doubtText(locale, code, given)).toMatch(/\d/)
      expect(doubtText(locale, code, given)).not.toMatch(/请|说明”|Please|below\.|explain/)
    }
  },
)

describe('the whole course, as a model', () => {
  it('the database, the commands and the rule agree after every step, whoever tries whatever', async () => {
    const people = {
      county: taojiang,
      foreign: anhua,
      city,
      moved: { ...taojiang, role: 'city_officer' as const, regionCode: null },
    }
    const step = fc.record({
      who: fc.constantFrom('county' as const, 'foreign' as const, 'city' as const, 'moved' as const),
      what: fc.constantFrom(
        'agreed' as const,
        'agreed_with_additions' as const,
        'returned' as const,
        'correct' as const,
      ),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        const own = await aMill(
          database.db,
          creditCodeOf('91', '430922', `MAM${String(count).padStart(2, '0')}${String(++run).padStart(3, '0')}`),
        )
        let { id } = await publishMill(database.db, own, now)
        // The model: by whom the version in force was agreed, and whether it was returned.
        let agreed: ('county' | 'city' | 'moved')[] = []
        let isReturned = false
        for (const { who, what } of steps) {
          if (what === 'correct') {
            await openCorrection(
              database.db,
              own.viewer,
              { enterpriseId: own.enterpriseId, year: 2026, reason: '按意见更正' },
              now,
            )
            id = (await signAs(database.db, own, now, {}, 0)).id
            agreed = []
            isReturned = false
            continue
          }
          const isCity = who !== 'county'
          const mayLook = who !== 'foreign' && !isReturned && (!isCity || agreed.includes('county'))
          // `moved` is the county's officer under another role.
          const isOtherPerson = who !== 'moved' || agreed.length === 0 ? who !== 'moved' : !agreed.includes('county')
          const isFresh = what === 'returned' || (isCity ? agreed.length < 2 : agreed.length === 0)
          const allowed = mayLook && isOtherPerson && isFresh
          const points =
            what === 'returned' ? returnAt(`r${own.water}_w01018.max`) : { opinion: what, words: '补充意见一条' }
          const outcome = await give(people[who], id, points).then(
            () => true,
            () => false,
          )
          expect(outcome, `${who} ${what} after ${agreed} ${isReturned}`).toBe(allowed)
          if (!allowed) continue
          if (what === 'returned') isReturned = true
          else agreed.push(who as 'county' | 'city')
        }
        const expected = isReturned
          ? 'returned'
          : (['waiting_county', 'waiting_city', 'agreed'] as const)[agreed.length]
        expect(reviewState(now, await listReviews(database.db, id)).state).toBe(expected)
        expect((await inbox(id))?.state).toBe(expected)
      }),
      { numRuns: 15 },
    )
  })
})
