import { beforeAll, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { openCorrection, openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import { getAnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import { getChanges } from '#domain/disclosure/queries/changes.ts'
import { getFilingPrint } from '#domain/disclosure/queries/filing-print.ts'
import { listPublishedItems } from '#domain/disclosure/queries/items.ts'
import { getDisclosure, type PublicDisclosure } from '#domain/disclosure/queries/public.ts'
import { fingerprint } from '#domain/disclosure/rules/fingerprint.ts'
import { wholeItemFields } from '#test/domain/disclosure/items.ts'
import { aMill, type Mill, wholeForm } from '#test/domain/disclosure/mill.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-20T02:00:00Z')
let mill: Mill
let file: string
let versions: PublicDisclosure[]

beforeAll(async () => {
  const { db } = database
  mill = await aMill(db, creditCodeOf('91', '430922', 'MAYDX001'))
  const { enterpriseId, viewer } = mill
  const of = { enterpriseId, year: 2026 }
  const [stored] = await db
    .insert(disclosureFiles)
    .values({ enterpriseId, sha256: 'ab', name: '流程图.pdf', mediaType: 'application/pdf', bytes: 9, uploadedAt: now })
    .returning({ id: disclosureFiles.id })
  file = stored!.id
  const publish = async (fields: Record<string, string>) => {
    const { revision } = await saveDraft(db, viewer, { ...of, revision: 0, fields }, now)
    const { id } = await signAndPublish(db, viewer, { ...of, revision, signedName: '试验人' }, now)
    return (await getDisclosure(db, id)) as PublicDisclosure
  }
  await openDraft(db, viewer, of, now)
  const first = await publish({ ...wholeForm(mill), ...wholeItemFields({ ...mill, file }) })
  await openCorrection(db, viewer, { ...of, reason: '总量与运转率填写有误' }, now)
  const second = await publish({
    [`r${mill.water}_w01018.total`]: '71.9',
    'facilities_1.operationRate': '91',
    'basic_1.officerContact': '0737-1111111',
  })
  await openCorrection(db, viewer, { ...of, reason: '补充第二种产品' }, now)
  const third = await publish({
    'products_2.product': '生活用纸',
    'products_2.capacity': '2',
    'products_2.unit': '万吨/年',
  })
  versions = [first, second, third]
})

describe('two versions compared', () => {
  it('the later says against the one before what it changed, rows and groups, nothing private', async () => {
    const found = await getChanges(database.db, versions[1] as PublicDisclosure)
    expect(found?.pair).toMatchObject({ before: { version: 1 }, after: { version: 2, signedName: '试验人' } })
    expect(found?.rows.map(({ kind, changes }) => [kind, changes])).toEqual([
      ['changed', [{ column: 'totalTonnes', before: 62.4, after: 71.9 }]],
    ])
    expect(found?.items.map(({ group, changes }) => [group, changes])).toEqual([
      ['facilities', [{ field: 'operationRate', before: 98.5, after: 91 }]],
    ])
  })
  it('any other can be asked for, and the earlier is always the before', async () => {
    const [first, , third] = versions as [PublicDisclosure, PublicDisclosure, PublicDisclosure]
    const forth = await getChanges(database.db, third, 1)
    const back = await getChanges(database.db, first, 3)
    expect(back).toEqual(forth)
    expect(forth?.items.map(({ kind, group }) => [kind, group])).toEqual([
      ['added', 'products'],
      ['changed', 'facilities'],
    ])
  })
  it('the first has nothing before it; a version that is not there is none', async () => {
    const [first] = versions as [PublicDisclosure]
    expect(await getChanges(database.db, first)).toMatchObject({ pair: undefined, rows: [], items: [] })
    expect(await getChanges(database.db, first, 1)).toBeUndefined()
    expect(await getChanges(database.db, first, 9)).toBeUndefined()
  })
  it('each has a fingerprint of its own, which stays when it is superseded', async () => {
    const { db } = database
    const prints = await Promise.all(
      versions.map(async (version) => fingerprint({ ...version, items: await listPublishedItems(db, version.id) })),
    )
    expect(new Set(prints).size).toBe(3)
    const again = (await getDisclosure(db, versions[0]!.id)) as PublicDisclosure
    expect(again.state).toBe('superseded')
    expect(fingerprint({ ...again, items: await listPublishedItems(db, again.id) })).toBe(prints[0])
  })
})

describe('the form for paper', () => {
  it('of a published year is the version in force, with what is private', async () => {
    const print = await getFilingPrint(database.db, mill.enterpriseId, 2026)
    expect(print?.published).toMatchObject({ version: 3 })
    expect(JSON.stringify(print?.items)).toContain('0737-1111111')
    expect(await getFilingPrint(database.db, mill.enterpriseId, 2024)).toBeUndefined()
  })
  it('is the draft while one is open, what cannot be read as it was typed, and the published one when asked for', async () => {
    const { db } = database
    const of = { enterpriseId: mill.enterpriseId, year: 2026 }
    await openCorrection(db, mill.viewer, { ...of, reason: '再次更正' }, now)
    await saveDraft(db, mill.viewer, { ...of, revision: 0, fields: { 'facilities_1.operationRate': '约九成' } }, now)
    const draft = await getFilingPrint(db, mill.enterpriseId, 2026)
    expect(draft?.published).toBeUndefined()
    expect(draft?.problems).toBe(1)
    expect(draft?.items.find(({ group }) => group === 'facilities')?.answers).toMatchObject({
      code: 'TW001',
      operationRate: '约九成',
    })
    expect((await getFilingPrint(db, mill.enterpriseId, 2026, 'published'))?.published).toMatchObject({ version: 3 })
  })
})

it('answers that name factors and files are read with their names', async () => {
  const names = await getAnswerNames(database.db, [
    { group: 'permittedTotals', item: 1, answers: { factor: 'w01018' } },
    { group: 'processDiagrams', item: 1, answers: { file: [file, 'no id at all'] } },
  ])
  expect([...names.factors]).toEqual([['w01018', { nameZh: '化学需氧量', nameEn: 'Chemical oxygen demand' }]])
  expect([...names.files]).toEqual([[file, { name: '流程图.pdf', mediaType: 'application/pdf', bytes: 9 }]])
  expect((await getAnswerNames(database.db, [])).factors.size).toBe(0)
})
