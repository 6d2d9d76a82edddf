import { eq, getTableColumns, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { caseReplies, caseSealReadings, caseSeals } from '#db/schema/aftercare.ts'
import { caseApprovals } from '#db/schema/casework.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import * as schema from '#db/schema/index.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { AftercareRefusal } from '#domain/violation/aftercare-refusal.ts'
import { enterAppeal, enterResult } from '#domain/violation/commands/aftercare/appeal.ts'
import { decideCorrection, proposeCorrection } from '#domain/violation/commands/aftercare/correct.ts'
import { removeDue } from '#domain/violation/commands/aftercare/expire.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { applyForRepair, stepRepair } from '#domain/violation/commands/aftercare/repair.ts'
import { publishReply, refuseReply, sendReply, takeBackReply } from '#domain/violation/commands/aftercare/reply.ts'
import { readSeal, sealedTables } from '#domain/violation/commands/aftercare/seal.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { getAftercare } from '#domain/violation/queries/aftercare.ts'
import {
  getAftercareFile,
  getFirmCase,
  listAftercareDesk,
  listFirmCases,
} from '#domain/violation/queries/aftercare-desk.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import type { CorrectionField } from '#domain/violation/rules/aftercare/correction.ts'
import { removalBases } from '#domain/violation/rules/aftercare/removal.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { aMill, type Mill } from '#test/domain/disclosure/mill.ts'
import { firmAccount, type Officers, officers, publishedCase } from '#test/domain/violation/aftercare/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-10T02:00:00Z')
const day = (text: string) => new Date(`${text}T02:00:00Z`)
let people: Officers
let mill: Mill
let firm: Account
let creditCode: string
let id: number
let count = 0

beforeAll(async () => {
  people = await officers(database.db)
})
beforeEach(async () => {
  creditCode = creditCodeOf('91', '430922', `MAFTR${String(++count).padStart(3, '0')}`)
  mill = await aMill(database.db, creditCode)
  firm = { ...firmAccount(mill.viewer.userId, mill.enterpriseId) }
  id = await aCase()
})
let number = 0
const aCase = (title = `甲乙丙丁第${number}案`) =>
  publishedCase(
    database.db,
    people,
    {
      creditCode,
      title,
      category: 'falsified_data',
      bases: ['water-evasion'],
      executionState: 'done',
      decisionNo: `桃环罚〔2026〕${9000 + ++number}号`,
    },
    now,
  )
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AftercareRefusal) return error.refusal
  if (error instanceof DomainError) return error.code
  throw error ?? new Error('was not refused')
}
const beside = () => getAftercare(database.db, id)
const lastReply = async () =>
  (await getFirmCase(database.db, firm, id))?.replies[0] as NonNullable<
    Awaited<ReturnType<typeof getFirmCase>>
  >['replies'][number]
const say = (words = '我单位已于六月五日完成整改，不认可测量方法。') =>
  sendReply(database.db, firm, { caseId: id, words }, now)

describe('what the firm says', () => {
  it('stands beside the case, dated, once the legal desk lets it; before that nowhere', async () => {
    await say('<script>alert(1)</script>我单位不认可')
    expect(await beside()).toMatchObject({ reply: null })
    expect((await listAftercareDesk(database.db, people.legal, now)).replies.some((row) => row.id === id)).toBe(true)
    await publishReply(database.db, people.legal, { id: (await lastReply()).id }, day('2026-06-12'))
    expect(await beside()).toMatchObject({
      reply: {
        version: 1,
        words: '<script>alert(1)</script>我单位不认可',
        writtenAt: now,
        publishedAt: day('2026-06-12'),
      },
    })
  })

  it('said anew replaces it only when let through; every version is kept as it was written', async () => {
    await say()
    expect(await refused(say('还有话要说的话'))).toBe('one_waits_already')
    await publishReply(database.db, people.legal, { id: (await lastReply()).id }, now)
    await say('第二版的说法在这里')
    expect((await beside()).reply?.version).toBe(1)
    await publishReply(database.db, people.legal, { id: (await lastReply()).id }, now)
    expect((await beside()).reply?.version).toBe(2)
    expect((await getFirmCase(database.db, firm, id))?.replies.map(({ state }) => state)).toEqual([
      'published',
      'superseded',
    ])
    await expect(
      database.db
        .update(caseReplies)
        .set({ words: 'x' })
        .where(eq(caseReplies.id, (await lastReply()).id)),
    ).rejects.toThrow()
  })

  it('refused on a ground in law: the fact and the ground are public, the words are not', async () => {
    await say('某某的住址是这里那里')
    const reply = await lastReply()
    await refuseReply(
      database.db,
      people.legal,
      { id: reply.id, ground: 'personal_information', words: '请删去他人住址' },
      now,
    )
    const shown = await beside()
    expect(shown).toMatchObject({ reply: null, refusals: [{ version: 1, ground: 'personal_information' }] })
    expect(JSON.stringify(shown)).not.toMatch(/住址/)
    expect(await refused(publishReply(database.db, people.legal, { id: reply.id }, now))).toBe('not_waiting')
    expect((await lastReply()).decisionWords).toBe('请删去他人住址')
  })

  it('is taken back by the firm, and is gone', async () => {
    await say()
    await publishReply(database.db, people.legal, { id: (await lastReply()).id }, now)
    await takeBackReply(database.db, firm, { id: (await lastReply()).id }, now)
    expect((await beside()).reply).toBeNull()
    expect(await refused(takeBackReply(database.db, firm, { id: (await lastReply()).id }, now))).toBe('not_standing')
  })

  it.each([
    ['a visitor', () => visitor as unknown as Account],
    ['another firm', () => firmAccount('other', mill.enterpriseId + 1000)],
    ['an officer', () => people.city],
  ])('%s may not say it', async (_, who) => {
    expect(await refused(sendReply(database.db, who(), { caseId: id, words: '不该写在这里的话' }, now))).toBe(
      'not_allowed',
    )
  })
  it('the firm, the county and the city’s inspection do not moderate it', async () => {
    await say()
    const reply = await lastReply()
    for (const who of [firm, people.county, people.city])
      expect(await refused(publishReply(database.db, who, { id: reply.id }, now))).toBe('not_allowed')
  })
})

describe('an appeal', () => {
  const appeal = () => ({
    caseId: id,
    kind: 'reconsideration' as const,
    body: '桃江县人民政府',
    filedOn: '2026-06-05',
    documentNo: '桃政复受〔2026〕3号',
  })
  const entered = async () => (await getAftercareFile(database.db, people.county, id))?.appeals[0]?.id as number

  it('is shown on the case, without the number of its document; its result too', async () => {
    await enterAppeal(database.db, people.county, appeal(), now)
    expect((await beside()).appeals).toEqual([
      {
        kind: 'reconsideration',
        body: '桃江县人民政府',
        filedOn: '2026-06-05',
        result: null,
        decidedOn: null,
        withdrawBy: null,
      },
    ])
    await enterResult(
      database.db,
      people.county,
      { id: await entered(), result: 'upheld', decidedOn: '2026-06-09', documentNo: '桃政复决〔2026〕3号' },
      now,
    )
    expect((await beside()).appeals[0]).toMatchObject({ result: 'upheld', withdrawBy: null })
    expect(
      await refused(
        enterResult(
          database.db,
          people.county,
          { id: await entered(), result: 'revoked', decidedOn: '2026-06-09', documentNo: 'x号' },
          now,
        ),
      ),
    ).toBe('decided_already')
    expect(await removeDue(database.db, day('2026-07-01'))).toBe(0)
  })

  it('that annuls the decision sets a clock of three days; on the last the record goes by itself', async () => {
    await enterAppeal(database.db, people.city, appeal(), now)
    await enterResult(
      database.db,
      people.city,
      { id: await entered(), result: 'revoked', decidedOn: '2026-06-08', documentNo: '桃政复决〔2026〕4号' },
      now,
    )
    expect((await listAftercareDesk(database.db, people.legal, now)).withdrawals).toMatchObject([
      { id, withdrawBy: '2026-06-11' },
    ])
    expect(await removeDue(database.db, day('2026-06-10'))).toBe(0)
    expect(await removeDue(database.db, day('2026-06-11'))).toBe(1)
    expect(await removeDue(database.db, day('2026-06-11'))).toBe(0)
    expect(await getCase(database.db, id)).toMatchObject({
      state: 'withdrawn',
      removalReason: 'decision_revoked',
      removalBasis: expect.stringContaining('第四十八条'),
    })
  })

  it('is refused when its days cannot be', async () => {
    expect(await refused(enterAppeal(database.db, people.city, { ...appeal(), filedOn: '2026-06-11' }, now))).toBe(
      'day_ahead',
    )
    expect(await refused(enterAppeal(database.db, people.city, { ...appeal(), filedOn: '2026-06-01' }, now))).toBe(
      'filed_before_decision',
    )
    expect(await refused(enterAppeal(database.db, people.anhua, appeal(), now))).toBe('not_allowed')
  })
})

describe('a correction', () => {
  const propose = (field: CorrectionField, after: string, more = {}, by: Account = people.county) =>
    proposeCorrection(
      database.db,
      by,
      {
        caseId: id,
        field,
        after,
        isBeforeShown: true,
        reason: '录入时抄错',
        legalBasis: '《政府信息公开条例》第四十一条',
        ...more,
      },
      now,
    )
  const decide = async (by: Account, isConfirmed = true) =>
    decideCorrection(
      database.db,
      by,
      {
        id: (await getAftercareFile(database.db, people.city, id))?.corrections[0]?.id as number,
        isConfirmed,
      },
      now,
    )

  it('changes the record once a second person confirms it, and shows what changed, why and on what basis', async () => {
    await propose('title', '罕见戊己庚案')
    expect(await getCase(database.db, id)).not.toMatchObject({ title: '罕见戊己庚案' })
    await decide(people.legal)
    expect(await getCase(database.db, id)).toMatchObject({ title: '罕见戊己庚案' })
    expect((await beside()).corrections).toMatchObject([
      { field: 'title', after: '罕见戊己庚案', reason: '录入时抄错', correctedAt: now },
    ])
    expect((await listCases(database.db, boardSearch.zh.parse({ q: '罕见戊己庚' }))).rows.map((row) => row.id)).toEqual(
      [id],
    )
  })

  it('of the fine corrects its sum and the band it is found under', async () => {
    await propose('fine', '12000.50')
    await decide(people.legal)
    expect(await getCase(database.db, id)).toMatchObject({ fineFen: 12_000_50 })
    expect(
      (await listCases(database.db, boardSearch.zh.parse({ fine: 'under_50k' }))).rows.some((row) => row.id === id),
    ).toBe(true)
  })

  it('of the day of the decision moves the term of display', async () => {
    await propose('decidedOn', '2026-05-29')
    await decide(people.legal)
    expect(await getCase(database.db, id)).toMatchObject({ decidedOn: '2026-05-29', displayUntil: '2029-05-29' })
  })

  it('of a person names nobody among the corrections', async () => {
    await propose('responsiblePersons', '示例丙（厂长）、示例丁')
    await decide(people.legal)
    expect(await getCase(database.db, id)).toMatchObject({ responsiblePersons: ['示例丙（厂长）', '示例丁'] })
    expect((await beside()).corrections).toMatchObject([{ field: 'responsiblePersons', before: null, after: null }])
  })

  it('is not confirmed by who proposed it, nor by who is not of the legal desk', async () => {
    await propose('title', '另一个名称案', {}, people.legal)
    expect(await refused(decide(people.legal))).toBe('proposed_it')
    expect(await refused(decide(people.city))).toBe('not_allowed')
    await decide(people.legal2, false)
    expect((await beside()).corrections).toEqual([])
  })

  it.each([
    ['title', '', 'needs_a_value'],
    ['decidedOn', '2026-6-5', 'no_day'],
    ['decidedOn', '2026-06-11', 'day_ahead'],
    ['fine', '十二万', 'no_amount'],
    ['facts', '张某的手机号是13812345678', 'personal_data'],
    ['title', '长'.repeat(201), 'too_long_for_field'],
  ] as const)('of %s to “%s” is refused: %s', async (field, value, code) =>
    expect(await refused(propose(field, value))).toBe(code),
  )
  it('to the same value, to a number in use, or beside another proposal is refused', async () => {
    const other = await aCase()
    const taken = (await getCase(database.db, other)) as { decisionNo: string }
    expect(await refused(propose('decisionNo', taken.decisionNo))).toBe('number_in_use')
    expect(await refused(propose('authority', '益阳市生态环境局桃江分局'))).toBe('same_as_before')
    await propose('title', '改一个名称')
    expect(await refused(propose('title', '再改一个名称'))).toBe('one_proposed_already')
  })
})

describe('credit repair', () => {
  const later = day('2026-09-05')
  const claim = {
    correctedOn: '2026-06-20',
    paidOn: '2026-06-15',
    hasPromised: true,
    promise: '承诺所报属实，今后依法排污。',
  }
  const apply = (by = firm, at = later, more = {}) =>
    applyForRepair(database.db, by, { caseId: id, ...claim, ...more }, at)
  const repairId = async () => (await getAftercareFile(database.db, people.city, id))?.repairs[0]?.id as number
  const step = async (by: Account, which: 'support' | 'oppose' | 'grant' | 'refuse' | 'take_back', at = later) =>
    stepRepair(database.db, by, { id: await repairId(), step: which, words: '核实属实' }, at)

  it('goes from the firm to the county to the city, and leaves a tombstone only', async () => {
    await apply()
    expect(await refused(apply())).toBe('repair_open')
    expect(await refused(step(people.city, 'grant'))).toBe('county_first')
    await step(people.county, 'support')
    await step(people.city, 'grant')
    const gone = await getCase(database.db, id)
    expect(gone).toMatchObject({
      state: 'repaired',
      removedOn: '2026-09-05',
      removalReason: 'credit_repaired',
      removalBasis: removalBases.credit_repaired,
    })
    const [row] = await database.db.select().from(cases).where(eq(cases.id, id))
    expect(row).toMatchObject({ enterpriseId: null, legalRepresentative: null, responsiblePersons: [], searchText: '' })
    expect((await listFirmCases(database.db, firm)).gone).toEqual([
      { id, removedOn: '2026-09-05', removalReason: 'credit_repaired' },
    ])
    const [counted] = await database.db
      .select({ n: enterprises.violationCount })
      .from(enterprises)
      .where(eq(enterprises.id, mill.enterpriseId))
    expect(counted?.n).toBe(0)
  })

  it.each([
    ['before three months are over', {}, day('2026-09-01'), 'too_early'],
    ['unpaid', { paidOn: null }, later, 'paid_missing'],
    ['without its promise', { hasPromised: false }, later, 'no_promise'],
  ])('%s is refused', async (_, more, at, code) => expect(await refused(apply(firm, at, more))).toBe(code))

  it('another county gives no opinion, a county officer decides nothing, the firm may take it back', async () => {
    await apply()
    expect(await refused(step(people.anhua, 'support'))).toBe('not_allowed')
    await step(people.county, 'oppose')
    expect(await refused(step(people.county2, 'grant'))).toBe('not_allowed')
    expect(await refused(step(people.county2, 'support'))).toBe('county_did')
    await step(firm, 'take_back')
    expect(await refused(step(people.city, 'grant'))).toBe('repair_closed')
    await apply()
  })
})

describe('off the board', () => {
  it('two who take it down at once: one does, the other hears that it is not on the board', async () => {
    const withdraw = () =>
      withdrawCase(database.db, people.legal, { caseId: id, reason: 'decision_void', words: '判决确认无效' }, now)
    const outcomes = await Promise.allSettled([withdraw(), withdraw()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refused(withdraw())).toBe('not_on_board')
    expect(await refused(say())).toBe('not_allowed')
  })

  it('only the legal desk withdraws', async () => {
    for (const who of [people.county, people.city, people.auditor, firm])
      expect(
        await refused(withdrawCase(database.db, who, { caseId: id, reason: 'decision_void', words: '无效' }, now)),
      ).toBe('not_allowed')
  })

  it('a record leaves on the day after the end of its term, not before', async () => {
    await removeDue(database.db, day('2029-06-02'))
    expect(await getCase(database.db, id)).toMatchObject({ state: 'published' })
    expect(await removeDue(database.db, day('2029-06-03'))).toBeGreaterThan(0)
    expect(await getCase(database.db, id)).toMatchObject({ state: 'expired', removalReason: 'term_over' })
  })

  it('its content is under seal: read by the auditor and the legal desk only, each time with a reason that is kept', async () => {
    await say('申辩的话在这里')
    await withdrawCase(database.db, people.legal, { caseId: id, reason: 'published_wrongly', words: '不应公布' }, now)
    const read = (by: Account) => readSeal(database.db, by, { caseId: id, reason: '复查旧案需要' }, now)
    for (const who of [people.county, people.city, firm]) expect(await refused(read(who))).toBe('not_allowed')
    const seal = await read(people.auditor)
    expect(JSON.stringify(seal.content)).toContain('申辩的话在这里')
    expect(seal.words).toBe('不应公布')
    expect((await getAftercareFile(database.db, people.auditor, id))?.readings).toMatchObject([
      { readerName: '岗 auditor', reason: '复查旧案需要' },
    ])
    expect(
      await database.db
        .select({ by: events.actorId, reason: events.reason })
        .from(events)
        .where(sql`${events.kind} = 'case_desk.seal_read' and ${events.subject} = ${`case:${id}`}`),
    ).toEqual([{ by: 'auditor', reason: '复查旧案需要' }])
    await expect(database.db.delete(caseSealReadings)).rejects.toThrow()
    await expect(database.db.update(caseSeals).set({ words: null })).rejects.toThrow()
  })

  it('what officers said at their steps is sealed too; who took which stands, and on the board nobody rewrites it', async () => {
    const decisionNo = `桃环罚〔2026〕${9000 + ++number}号`
    const said = await publishedCase(database.db, people, { decisionNo }, now, '核对了戊己庚的笔录')
    const ofCase = eq(caseApprovals.caseId, said)
    const approvals = () => database.db.select().from(caseApprovals).where(ofCase).orderBy(caseApprovals.id)
    const before = await approvals()
    await expect(database.db.update(caseApprovals).set({ words: '（已封存）' }).where(ofCase)).rejects.toThrow()
    await withdrawCase(database.db, people.legal, { caseId: said, reason: 'published_wrongly', words: '' }, now)
    expect(await approvals()).toEqual(before.map((each) => ({ ...each, words: each.words && '（已封存）' })))
    const { content } = await readSeal(database.db, people.auditor, { caseId: said, reason: '复查旧案需要' }, now)
    expect(JSON.stringify(content.approvals)).toContain('核对了戊己庚的笔录')
    await expect(database.db.update(caseApprovals).set({ personName: '他人' }).where(ofCase)).rejects.toThrow()
    await expect(database.db.delete(caseApprovals).where(ofCase)).rejects.toThrow()
  })

  it('every table that hangs on a case is sealed, or holds nothing of its content', () => {
    // Approvals are who took which step, emptied of words; a change report is the firm's own publication and quotes nothing of the record.
    // Which punishment rests on which case are two numbers; the punishment itself is sealed with the case and emptied.
    // A public report, a lead from the media and a supervision order were there before the case, and know its number alone.
    // A problem of the ledger stays the firm's to close and says nothing of a sealed case (rectification/queries/withheld.ts); contact
    // sheets and referrals are papers between offices.
    const before = ['reports', 'mediaLeads', 'supervisionOrders', 'problems', 'contactSheets', 'referrals']
    const beside = ['changeReports', 'jointPunishmentCases', ...before]
    const kept = ['caseApprovals', 'caseSeals', 'caseSealReadings', ...beside]
    const hanging = Object.entries(schema).filter(
      ([name, table]) => is(table, PgTable) && 'caseId' in getTableColumns(table as PgTable) && !kept.includes(name),
    )
    expect(hanging.length).toBeGreaterThanOrEqual(Object.keys(sealedTables).length)
    const sealed = new Set<unknown>(Object.values(sealedTables))
    expect(hanging.filter(([, table]) => !sealed.has(table)).map(([name]) => name)).toEqual([])
  })

  it('the event names neither firm nor document', async () => {
    await withdrawCase(
      database.db,
      people.legal,
      { caseId: id, reason: 'decision_void', words: '含有姓名的内部说明' },
      now,
    )
    const [event] = await database.db
      .select()
      .from(events)
      .where(sql`${events.kind} = 'case.withdrawn' and ${events.subject} = ${`case:${id}`}`)
    expect(event?.after).toEqual({ state: 'withdrawn', reason: 'decision_void', removedOn: '2026-06-10' })
    expect(JSON.stringify(event)).not.toContain('姓名')
  })
})
