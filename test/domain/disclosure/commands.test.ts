import { and, desc, eq, inArray } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outletLimits, permittedTotals } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { disclosureObligations } from '#db/schema/obligation.ts'
import { discardDraft } from '#domain/disclosure/commands/discard-draft.ts'
import { openCorrection, openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { refreshDraft } from '#domain/disclosure/commands/refresh-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import { getDraft, listDraftRows } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems, listPublishedItems, listWholeItems } from '#domain/disclosure/queries/items.ts'
import { getObligation, listFirmYears } from '#domain/disclosure/queries/obligations.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { wholeItemFields } from '#test/domain/disclosure/items.ts'
import { aMill, type Mill, wholeForm } from '#test/domain/disclosure/mill.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-20T02:00:00Z')
let mill: Mill
let count = 0
beforeEach(async () => {
  mill = await aMill(database.db, creditCodeOf('91', '430922', `MAYDT${String(++count).padStart(3, '0')}`))
})

const due = () => ({ enterpriseId: mill.enterpriseId, year: 2026 })
const save = (revision: number, fields: Record<string, string>, viewer: Viewer = mill.viewer) =>
  saveDraft(database.db, viewer, { ...due(), revision, fields }, now)
const publish = (revision: number, at = now) =>
  signAndPublish(database.db, mill.viewer, { ...due(), revision, signedName: '试验人' }, at)
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DisclosureRefusal)) throw error ?? new Error('was not refused')
  return { refusal: error.refusal, code: error.code, problems: error.problems }
}
async function published() {
  await openDraft(database.db, mill.viewer, due(), now)
  const { revision } = await save(0, wholeForm(mill))
  return publish(revision)
}
const lastEvent = async (kind: string) =>
  (
    await database.db
      .select({ before: events.before, after: events.after, reason: events.reason, actorId: events.actorId })
      .from(events)
      .where(eq(events.kind, kind))
      .orderBy(desc(events.id))
      .limit(1)
  )[0]

describe('opening the draft', () => {
  it('prepares a row for each outlet and factor with the limit of the reported year and the permitted total', async () => {
    const draft = await openDraft(database.db, mill.viewer, due(), now)
    const rows = await listDraftRows(database.db, draft)
    expect(
      rows.map(({ outletCode, context: c, typed }) => [
        outletCode,
        c.factorCode,
        c.limitMin,
        c.limitMax,
        c.averaging,
        c.permittedTonnes,
        typed,
      ]),
    ).toEqual([
      ['DW001', 'w01001', 6, 9, 'day', null, { route: 'direct', pattern: 'continuous' }],
      ['DW001', 'w01018', null, 90, 'day', 230, { route: 'direct', pattern: 'continuous' }],
      ['DA001', 'a34013', null, 30, 'hour', 40, { route: 'organised', pattern: 'intermittent' }],
    ])
    expect(await lastEvent('draft.opened')).toMatchObject({
      actorId: mill.viewer.userId,
      after: { rows: 3, year: 2026 },
    })
  })

  it('twice gives the same draft, also when both come at once', async () => {
    const [a, b] = await Promise.all([
      openDraft(database.db, mill.viewer, due(), now),
      openDraft(database.db, mill.viewer, due(), now),
    ])
    expect(a.id).toBe(b.id)
  })

  it('as last year copies the origin and what need not be measured, and no value', async () => {
    const before = { enterpriseId: mill.enterpriseId, year: 2025 }
    await openDraft(database.db, mill.viewer, before, now)
    const fields = { ...wholeForm(mill), [`r${mill.water}_w01001.reason`]: 'not_required' }
    for (const name of ['min', 'mean', 'max', 'judged', 'exceeded']) fields[`r${mill.water}_w01001.${name}`] = ''
    const { revision } = await saveDraft(database.db, mill.viewer, { ...before, revision: 0, fields }, now)
    await signAndPublish(database.db, mill.viewer, { ...before, revision, signedName: '试验人' }, now)
    const draft = await openDraft(database.db, mill.viewer, { ...due(), asLastYear: true }, now)
    const rows = await listDraftRows(database.db, draft)
    expect(rows.map(({ typed }) => typed)).toEqual([
      { route: 'direct', pattern: 'continuous', origin: 'online', reason: 'not_required' },
      { route: 'direct', pattern: 'continuous', origin: 'online' },
      { route: 'organised', pattern: 'intermittent', origin: 'online' },
    ])
    expect(rows[1]?.context.lastYear).toEqual({ mean: 58, totalTonnes: 62.4 })
  })

  it('is refused for a year in which nothing is due, and once the year is published', async () => {
    expect(await refused(openDraft(database.db, mill.viewer, { ...due(), year: 2019 }, now))).toMatchObject({
      refusal: 'nothing_due',
    })
    await published()
    expect(await refused(openDraft(database.db, mill.viewer, due(), now))).toMatchObject({
      refusal: 'published_already',
    })
  })
})

describe('disclosing of free will', () => {
  it('is open to who need not, for this year alone, and makes nobody late', async () => {
    await database.db.delete(disclosureObligations).where(eq(disclosureObligations.enterpriseId, mill.enterpriseId))
    expect(await refused(openDraft(database.db, mill.viewer, { ...due(), year: 2025 }, now))).toMatchObject({
      refusal: 'nothing_due',
    })
    await published()
    const [year] = await listFirmYears(database.db, mill.enterpriseId, new Date('2027-01-01'))
    expect(year).toMatchObject({ year: 2026, dueOn: null, state: 'published' })
  })
})

describe('only the enterprise itself files', () => {
  it.each([
    ['a visitor', () => visitor as Viewer],
    ['another firm', () => ({ ...mill.viewer, enterpriseId: mill.enterpriseId + 1 })],
    [
      'a city officer',
      () => ({ ...mill.viewer, role: 'city_officer' as const, enterpriseId: null, department: 'legal' as const }),
    ],
    ['an administrator', () => ({ ...mill.viewer, role: 'administrator' as const, enterpriseId: null })],
  ])('%s may not open, save, sign, correct or discard', async (_, viewerOf) => {
    await openDraft(database.db, mill.viewer, due(), now)
    const viewer = viewerOf()
    const attempts = [
      openDraft(database.db, viewer, due(), now),
      save(0, {}, viewer),
      signAndPublish(database.db, viewer, { ...due(), revision: 0, signedName: '某人' }, now),
      openCorrection(database.db, viewer, { ...due(), reason: '数字有误' }, now),
      discardDraft(database.db, viewer, { ...due(), revision: 0 }, now),
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await getDraft(database.db, mill.enterpriseId, 2026))?.revision).toBe(0)
  })
})

describe('saving', () => {
  beforeEach(() => openDraft(database.db, mill.viewer, due(), now))
  const typed = async () =>
    (await listDraftRows(database.db, (await getDraft(database.db, mill.enterpriseId, 2026))!)).map((row) => row.typed)

  it('keeps what is half done or wrong exactly as typed, and says what changed in one event', async () => {
    const cod = `r${mill.water}_w01018`
    await expect(
      save(0, { [`${cod}.mean`]: '约58', [`${cod}.total`]: '-1', [`o${mill.water}.route`]: 'indirect' }),
    ).resolves.toEqual({ revision: 1, changed: 3 })
    expect(await typed()).toEqual([
      { route: 'indirect', pattern: 'continuous' },
      { route: 'indirect', pattern: 'continuous', mean: '约58', total: '-1' },
      { route: 'organised', pattern: 'intermittent' },
    ])
    expect(await lastEvent('draft.saved')).toMatchObject({
      before: { fields: { [`${cod}.mean`]: '', [`o${mill.water}.route`]: 'direct' } },
      after: { revision: 1, fields: { [`${cod}.mean`]: '约58', [`${cod}.total`]: '-1' } },
    })
  })

  it('of nothing new changes nothing', async () => {
    await expect(save(0, { [`o${mill.water}.route`]: 'direct' })).resolves.toEqual({ revision: 0, changed: 0 })
  })

  it('refuses fields of outlets that are not in the draft and texts that are too long, and saves none of it', async () => {
    const cod = `r${mill.water}_w01018`
    const result = await refused(
      save(0, { [`${cod}.mean`]: '5', 'r999999_w01018.mean': '5', [`${cod}.min`]: '9'.repeat(41) }),
    )
    expect(result.problems.map(({ field, message }) => [field, message])).toEqual([
      ['r999999_w01018.mean', 'wrong_field'],
      [`${cod}.min`, 'too_long'],
    ])
    expect((await typed())[1]).toEqual({ route: 'direct', pattern: 'continuous' })
  })

  it('of two people from one firm loses nothing: other fields merge, the same field is asked about', async () => {
    const cod = `r${mill.water}_w01018`
    await save(0, { [`${cod}.min`]: '20', [`${cod}.mean`]: '58' })
    await save(0, { [`${cod}.max`]: '84', [`${cod}.min`]: '' }) // loaded before the first save; min untouched there
    expect((await typed())[1]).toMatchObject({ min: '20', mean: '58', max: '84' })
    const result = await refused(save(0, { [`${cod}.mean`]: '60', [`${cod}.total`]: '62' }))
    expect(result).toMatchObject({
      refusal: 'edited_by_another',
      code: 'conflict',
      problems: [{ field: `${cod}.mean`, given: { theirs: '58', mine: '60' } }],
    })
    expect((await typed())[1]).not.toHaveProperty('total')
    await save(2, { [`${cod}.mean`]: '60', [`${cod}.total`]: '62' })
    expect((await typed())[1]).toMatchObject({ mean: '60', total: '62' })
  })

  it('at the same moment from many people keeps what each typed, in as many revisions', async () => {
    const cod = `r${mill.water}_w01018`
    const fields = ['min', 'mean', 'max', 'total', 'judged', 'exceeded', 'exceedanceReason', 'unusualReason']
    const saved = await Promise.all(fields.map((field, i) => save(0, { [`${cod}.${field}`]: `${i}` })))
    expect(saved.map(({ revision }) => revision).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect((await typed())[1]).toMatchObject(Object.fromEntries(fields.map((field, i) => [field, `${i}`])))
  })

  it('at the same moment from two people keeps both', async () => {
    const cod = `r${mill.water}_w01018`
    await Promise.all([save(0, { [`${cod}.min`]: '20' }), save(0, { [`${cod}.max`]: '84' })])
    expect((await typed())[1]).toMatchObject({ min: '20', max: '84' })
  })
})

describe('signing and publishing', () => {
  it('publishes the values, keeps the day of the first publication, counts exceedances and leaves one event', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    const cod = `r${mill.water}_w01018`
    const over = { [`${cod}.max`]: '131', [`${cod}.exceeded`]: '12', [`${cod}.exceedanceReason`]: '曝气机故障' }
    const { revision } = await save(0, { ...wholeForm(mill), ...over })
    const { id, version } = await publish(revision)
    expect(version).toBe(1)
    const rows = await listPublishedRows(database.db, id)
    expect(rows[1]).toMatchObject({
      factorCode: 'w01018',
      concentrationMax: 131,
      exceedanceCount: 12,
      judgedCount: 361,
      totalTonnes: 62.4,
      limitMax: 90,
    })
    expect(rows[2]).toMatchObject({ concentrationMin: 0, detectionLimit: 1, concentrationState: 'measured' })
    expect(await getObligation(database.db, mill.enterpriseId, 2026)).toMatchObject({ publishedAt: now })
    const [{ exceedanceCount } = {}] = await database.db
      .select({ exceedanceCount: enterprises.exceedanceCount })
      .from(enterprises)
      .where(eq(enterprises.id, mill.enterpriseId))
    expect(exceedanceCount).toBe(12)
    expect(await lastEvent('disclosure.published')).toMatchObject({
      before: null,
      after: { disclosureId: id, creditCode: mill.creditCode, version: 1, exceedingRows: 1, signedName: '试验人' },
    })
  })

  it('is refused while anything is missing, wrong or unexplained, each at its field, and changes nothing', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    const cod = `r${mill.water}_w01018`
    const { revision } = await save(0, {
      ...wholeForm(mill),
      [`${cod}.mean`]: '',
      [`${cod}.total`]: '700',
      [`${cod}.min`]: '1,5',
    })
    const { refusal, problems } = await refused(publish(revision))
    expect(refusal).toBe('not_complete')
    expect(problems.map(({ field, message }) => `${field} ${message}`).sort()).toEqual([
      `${cod}.mean required`,
      `${cod}.min comma`,
      `${cod}.total far_over_permit`,
    ])
    expect(await getDraft(database.db, mill.enterpriseId, 2026)).toBeDefined()
    expect(await getObligation(database.db, mill.enterpriseId, 2026)).toMatchObject({ publishedAt: null })
  })

  it('is refused when somebody saved after the preview', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    const { revision } = await save(0, wholeForm(mill))
    await save(revision, { [`r${mill.water}_w01018.mean`]: '59' })
    expect(await refused(publish(revision))).toMatchObject({ refusal: 'saved_meanwhile', code: 'conflict' })
  })

  it('twice at once: one wins, the other is told that the draft is gone', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    const { revision } = await save(0, wholeForm(mill))
    const results = await Promise.allSettled([publish(revision), publish(revision)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((result) => result.status === 'rejected') as PromiseRejectedResult
    expect(lost.reason).toMatchObject({ refusal: 'draft_gone' })
    const versions = await database.db
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(eq(disclosures.enterpriseId, mill.enterpriseId))
    expect(versions).toHaveLength(1)
  })

  it('cannot be done by the database either: what is published stays', async () => {
    const { id } = await published()
    const update = database.db.update(disclosures).set({ signedName: '别人' }).where(eq(disclosures.id, id))
    await expect(update).rejects.toThrow()
  })
})

describe('the register changes while a draft is open', () => {
  const limits = () => ({ outletId: mill.water, averaging: 'day', source: 'permit', validFrom: '2018-01-01' }) as const

  it('signing is refused until the draft is brought up to date, and nothing typed is lost by that', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    const { revision } = await save(0, { ...wholeForm(mill), [`o${mill.water}.route`]: 'indirect' })
    await database.db
      .update(outletLimits)
      .set({ limitMax: 80 })
      .where(and(eq(outletLimits.outletId, mill.water), eq(outletLimits.limitMax, 90)))
    await database.db.insert(outletLimits).values({ ...limits(), factorCode: 'w21003', limitMax: 8, unit: 'mg/L' })
    expect(await refused(publish(revision))).toMatchObject({ refusal: 'register_changed', code: 'conflict' })

    await expect(refreshDraft(database.db, mill.viewer, due(), now)).resolves.toEqual({ added: 1, changed: 1, gone: 0 })
    const draft = await getDraft(database.db, mill.enterpriseId, 2026)
    const rows = await listDraftRows(database.db, draft!)
    expect(draft?.revision).toBe(revision + 1)
    expect(rows.map(({ context, typed }) => [context.factorCode, context.limitMax, typed.mean, typed.route])).toEqual([
      ['w01001', 9, '7.4', 'indirect'],
      ['w01018', 80, '58', 'indirect'],
      ['a34013', 30, '12', 'organised'],
      ['w21003', 8, undefined, 'indirect'],
    ])
    expect(await refused(publish(revision + 1))).toMatchObject({ refusal: 'not_complete' })
    expect(await lastEvent('draft.refreshed')).toMatchObject({
      after: { changed: [{ factorCode: 'w01018', limitMax: 80 }] },
    })
    await expect(refreshDraft(database.db, mill.viewer, due(), now)).resolves.toEqual({ added: 0, changed: 0, gone: 0 })
  })

  it('a factor that left the register goes, unless somebody has filled it in', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    await save(0, { [`r${mill.stack}_a34013.mean`]: '12' })
    await database.db
      .delete(outletLimits)
      .where(
        and(
          inArray(outletLimits.outletId, [mill.water, mill.stack]),
          inArray(outletLimits.factorCode, ['w01001', 'a34013']),
        ),
      )
    await database.db.delete(permittedTotals).where(eq(permittedTotals.outletId, mill.stack))
    await expect(refreshDraft(database.db, mill.viewer, due(), now)).resolves.toMatchObject({ gone: 1 })
    const rows = await listDraftRows(database.db, (await getDraft(database.db, mill.enterpriseId, 2026))!)
    expect(rows.map(({ context }) => context.factorCode)).toEqual(['w01018', 'a34013'])
  })
})

describe('the groups of the form', () => {
  const groups = () => wholeItemFields({ water: mill.water, stack: mill.stack, file: '' })
  const items = async () => {
    const draft = await getDraft(database.db, mill.enterpriseId, 2026)
    return listDraftItems(database.db, draft!.id)
  }

  it('start with what the register knows, are saved field by field, and go when nothing is left of them', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    expect((await items()).map(({ group, item }) => `${group} ${item}`)).toEqual([
      'basic 1',
      `outlets ${mill.stack}`,
      'permit 1',
      'permittedTotals 1',
      'permittedTotals 2',
    ])
    const saved = await save(0, {
      'products_41.product': '文化纸',
      'products_41.unit': '万吨/年',
      'basic_1.address': '',
    })
    expect(saved).toEqual({ revision: 1, changed: 3 })
    expect((await items()).at(-1)).toEqual({
      group: 'products',
      item: 41,
      typed: { product: '文化纸', unit: '万吨/年' },
    })
    await save(1, { 'products_41.product': '', 'products_41.unit': '' })
    expect((await items()).some(({ group }) => group === 'products')).toBe(false)
    expect(await lastEvent('draft.saved')).toMatchObject({
      before: { fields: { 'products_41.product': '文化纸' } },
      after: { revision: 2, fields: { 'products_41.product': '' } },
    })
  })

  it('two colleagues in one item lose nothing: each field is merged, and the same field is asked about', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    await save(0, { 'standing_1.violationsLastYear': '无' })
    expect(await save(0, { 'standing_1.disclosesAsRequired': 'yes' })).toEqual({ revision: 2, changed: 1 })
    expect(await refused(save(0, { 'standing_1.violationsLastYear': '罚款一次' }))).toMatchObject({
      refusal: 'edited_by_another',
      problems: [{ field: 'standing_1.violationsLastYear', given: { theirs: '无', mine: '罚款一次' } }],
    })
  })

  it.each([
    ['a field that no group has', 'basic_1.password'],
    ['a second item of a group that has one', 'basic_2.name'],
    ["another enterprise's outlet", 'outlets_2147483647.hours'],
    ['an item beyond the last number', 'products_100000.product'],
  ])('%s is refused', async (_, field) => {
    await openDraft(database.db, mill.viewer, due(), now)
    expect(await refused(save(0, { [field]: 'x' }))).toMatchObject({ refusal: 'wrong_field', problems: [{ field }] })
  })

  it('are published as values, what is private in a place that the public query does not read', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    const { revision } = await save(0, { ...wholeForm(mill), ...groups() })
    const { id } = await publish(revision)
    const open = await listPublishedItems(database.db, id)
    expect(open.find(({ group }) => group === 'basic')?.answers).toMatchObject({
      startedOn: '2008-06',
      longitude: 112.1,
    })
    expect(JSON.stringify(open)).not.toMatch(/environmentalOfficer|officerContact|filledBy|0737/)
    expect((await listWholeItems(database.db, id)).find(({ group }) => group === 'signatures')?.answers).toEqual({
      filledBy: '甲',
      filledOn: '2026-06-01',
      reviewedBy: '乙',
      reviewedOn: '2026-06-02',
    })
    await expect(database.sql`update disclosure_items set answers = '{}' where disclosure_id = ${id}`).rejects.toThrow(
      'is published',
    )
  })

  it('a correction starts from every answer, a new year from what lasts', async () => {
    const before = { enterpriseId: mill.enterpriseId, year: 2025 }
    await openDraft(database.db, mill.viewer, before, now)
    const { revision } = await saveDraft(
      database.db,
      mill.viewer,
      { ...before, revision: 0, fields: { ...wholeForm(mill), ...groups() } },
      now,
    )
    await signAndPublish(database.db, mill.viewer, { ...before, revision, signedName: '试验人' }, now)
    await openDraft(database.db, mill.viewer, { ...due(), asLastYear: true }, now)
    const copied = await items()
    expect(copied.find(({ group }) => group === 'products')?.typed).toEqual({
      product: '文化纸',
      capacity: '12',
      unit: '万吨/年',
    })
    expect(copied.find(({ group }) => group === 'basic')?.typed.officerContact).toBe('0737-0000000')
    expect(copied.some(({ group }) => group === 'conclusion' || group === 'standing')).toBe(false)

    const correction = await openCorrection(database.db, mill.viewer, { ...before, reason: '更正产量' }, now)
    const typed = await listDraftItems(database.db, correction.id)
    expect(typed.find(({ group }) => group === 'products')?.typed).toMatchObject({ output: '9.8' })
    expect(typed.find(({ group }) => group === 'standing')?.typed).toEqual({
      disclosesAsRequired: 'yes',
      violationsLastYear: '无',
    })
  })
})

describe('correcting', () => {
  it('starts from the published values, supersedes on publication and keeps the first day', async () => {
    const first = await published()
    const draft = await openCorrection(database.db, mill.viewer, { ...due(), reason: '总量按新核算方法更正' }, now)
    expect(draft).toMatchObject({ version: 2, supersedesId: first.id, correctionReason: '总量按新核算方法更正' })
    const rows = await listDraftRows(database.db, draft)
    expect(rows[2]?.typed).toEqual({
      route: 'organised',
      pattern: 'intermittent',
      min: '<1',
      mean: '12',
      max: '24',
      origin: 'online',
      rateMin: '0.1',
      rateMax: '1.2',
      total: '8.6',
      judged: '8412',
      exceeded: '0',
    })

    const later = new Date('2026-08-01T02:00:00Z')
    const { revision } = await save(0, { [`r${mill.water}_w01018.total`]: '71.9' })
    const second = await publish(revision, later)
    expect(second.version).toBe(2)
    const states = await database.db
      .select({ version: disclosures.version, state: disclosures.state })
      .from(disclosures)
      .where(and(eq(disclosures.enterpriseId, mill.enterpriseId), eq(disclosures.year, 2026)))
      .orderBy(disclosures.version)
    expect(states).toEqual([
      { version: 1, state: 'superseded' },
      { version: 2, state: 'published' },
    ])
    expect((await listPublishedRows(database.db, first.id))[1]).toMatchObject({ totalTonnes: 62.4 })
    expect((await listPublishedRows(database.db, second.id))[1]).toMatchObject({ totalTonnes: 71.9 })
    expect(await getObligation(database.db, mill.enterpriseId, 2026)).toMatchObject({ publishedAt: now })
    expect(await lastEvent('disclosure.published')).toMatchObject({
      before: { disclosureId: first.id, version: 1 },
      reason: '总量按新核算方法更正',
    })
  })

  it('needs something published, and only one correction is open at a time', async () => {
    expect(
      await refused(openCorrection(database.db, mill.viewer, { ...due(), reason: '数字有误' }, now)),
    ).toMatchObject({ refusal: 'not_published_yet' })
    await published()
    const open = () => openCorrection(database.db, mill.viewer, { ...due(), reason: '数字有误' }, now)
    await open()
    expect(await refused(open())).toMatchObject({ refusal: 'draft_open' })
  })
})

describe('discarding', () => {
  it('takes the draft away and keeps what was typed in the event', async () => {
    await openDraft(database.db, mill.viewer, due(), now)
    await save(0, { [`r${mill.water}_w01018.mean`]: '58' })
    expect(await refused(discardDraft(database.db, mill.viewer, { ...due(), revision: 0 }, now))).toMatchObject({
      refusal: 'saved_meanwhile',
    })
    await discardDraft(database.db, mill.viewer, { ...due(), revision: 1 }, now)
    expect(await getDraft(database.db, mill.enterpriseId, 2026)).toBeUndefined()
    expect(await lastEvent('draft.discarded')).toMatchObject({
      before: { fields: { [`r${mill.water}_w01018.mean`]: '58' } },
    })
  })

  it('of a correction leaves the published version in force', async () => {
    const { id } = await published()
    await openCorrection(database.db, mill.viewer, { ...due(), reason: '数字有误' }, now)
    await discardDraft(database.db, mill.viewer, { ...due(), revision: 0 }, now)
    const [row] = await database.db.select({ state: disclosures.state }).from(disclosures).where(eq(disclosures.id, id))
    expect(row?.state).toBe('published')
  })
})
