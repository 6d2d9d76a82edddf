import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { attachSeal } from '#domain/disclosure/commands/attach-seal.ts'
import { removeUnnamedFiles } from '#domain/disclosure/commands/clean-files.ts'
import { copyPart } from '#domain/disclosure/commands/copy-part.ts'
import { openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { autosaveDraft, saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import { getDraft } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems } from '#domain/disclosure/queries/items.ts'
import { listSealFiles, listSeals } from '#domain/disclosure/queries/seals.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { openFolder } from '#platform/storage/disk.ts'
import { hasFile, putFile } from '#platform/storage/files.ts'
import { aMill, type Mill, wholeForm } from '#test/domain/disclosure/mill.ts'
import { useDatabase } from '#test/support/database.ts'
import { useFolder } from '#test/support/folder.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-20T02:00:00Z')
let mill: Mill
let count = 0
beforeEach(async () => {
  mill = await aMill(database.db, creditCodeOf('91', '430922', `MAYRT${String(++count).padStart(3, '0')}`))
})

async function published(year: number) {
  const due = { enterpriseId: mill.enterpriseId, year }
  await openDraft(database.db, mill.viewer, due, now)
  const { revision } = await saveDraft(database.db, mill.viewer, { ...due, revision: 0, fields: wholeForm(mill) }, now)
  return signAndPublish(database.db, mill.viewer, { ...due, revision, signedName: '试验人' }, now)
}
const scan = { sha256: 'c'.repeat(64), size: 99, name: '盖章.pdf', mediaType: 'application/pdf' }
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof DisclosureRefusal ? error.refusal : Promise.reject(error)),
  )

describe('盖章扫描件', () => {
  it('is handed in for a public version and stays; the public learns day and hash, no name and no file', async () => {
    const { id } = await published(2026)
    await attachSeal(database.db, mill.viewer, { enterpriseId: mill.enterpriseId, disclosureId: id, scan }, now)
    expect(await listSeals(database.db, id)).toEqual([{ sha256: scan.sha256, attachedAt: now }])
    expect(await listSealFiles(database.db, id)).toMatchObject([{ name: '盖章.pdf', bytes: 99 }])
    await expect(database.sql`delete from disclosure_seals where disclosure_id = ${id}`).rejects.toThrow()
  })

  it('is refused for a draft and for another enterprise’s version', async () => {
    const { id } = await published(2026)
    const other = await aMill(database.db, creditCodeOf('91', '430922', `MAYRX${String(count).padStart(3, '0')}`))
    const foreign = { enterpriseId: other.enterpriseId, disclosureId: id, scan }
    expect(await refusal(attachSeal(database.db, other.viewer, foreign, now))).toBe('not_published_yet')
    const draft = await openDraft(database.db, other.viewer, { enterpriseId: other.enterpriseId, year: 2026 }, now)
    expect(await refusal(attachSeal(database.db, other.viewer, { ...foreign, disclosureId: draft.id }, now))).toBe(
      'not_published_yet',
    )
  })
})

describe('one part as last year', () => {
  it('fills the blanks of that part with what lasts; what is typed and lists that were begun stay', async () => {
    await published(2025)
    const due = { enterpriseId: mill.enterpriseId, year: 2026 }
    await openDraft(database.db, mill.viewer, due, now)
    const typed = { 'products_1.product': '新产品', 'emergencyPlan_1.filingNo': '新编号' }
    await saveDraft(database.db, mill.viewer, { ...due, revision: 0, fields: typed }, now)
    const copy = (part: 'basic' | 'emergency' | 'monitoring') =>
      copyPart(database.db, mill.viewer, { ...due, part }, now)
    await copy('basic')
    await copy('emergency')
    const draft = await getDraft(database.db, mill.enterpriseId, 2026)
    const items = await listDraftItems(database.db, draft!.id)
    const of = (group: string) => items.find((item) => item.group === group)?.typed
    expect(of('products')).toEqual({ product: '新产品' })
    expect(of('productionLines')).toEqual({ name: '1号纸机' })
    expect(of('emergencyPlan')).toEqual({
      drawnUp: 'yes',
      filingNo: '新编号',
      filedOn: '2024-05-01',
      riskLevel: 'general',
    })
    expect(of('selfMonitoring')).toBeUndefined()
    expect((await copy('basic')).changed).toBe(0)
  })

  it('is refused when nothing of last year is public', async () => {
    const due = { enterpriseId: mill.enterpriseId, year: 2026 }
    await openDraft(database.db, mill.viewer, due, now)
    expect(await refusal(copyPart(database.db, mill.viewer, { ...due, part: 'basic' }, now))).toBe('not_published_yet')
  })
})

describe('an open form that saves by itself', () => {
  it('keeps what nobody else touched, gives back who saved what meanwhile, and the fields to be decided', async () => {
    const due = { enterpriseId: mill.enterpriseId, year: 2026 }
    await openDraft(database.db, mill.viewer, due, now)
    const save = (revision: number, fields: Record<string, string>) =>
      autosaveDraft(database.db, mill.viewer, { ...due, revision, fields, keepRest: true }, now)
    await save(0, { 'conclusion_1.words': '甲', 'standing_1.violationsLastYear': '无' })
    await save(1, { 'conclusion_1.words': '乙' })
    expect(await save(0, { 'conclusion_1.words': '丙', 'supervisoryMonitoring_1.note': '两次' })).toEqual({
      revision: 3,
      changed: 1,
      others: { 'standing_1.violationsLastYear': '无' },
      conflicts: [{ field: 'conclusion_1.words', theirs: '乙', mine: '丙', name: '填报员', at: now }],
    })
    // Decided for one's own: it is sent over what the answer named.
    expect(await save(3, { 'conclusion_1.words': '丙' })).toEqual({
      revision: 4,
      changed: 1,
      others: {},
      conflicts: [],
    })
  })
})

it('stored bytes that no row names are removed a day later; named ones and young ones stay', async () => {
  const root = useFolder(onTestFinished)
  const disk = openFolder(root)
  const put = async (text: string, ageHours: number) => {
    const { sha256 } = await putFile(Buffer.from(text), disk)
    const at = new Date(now.getTime() - ageHours * 3_600_000)
    await utimes(join(root, sha256.slice(0, 2), sha256.slice(2)), at, at)
    return sha256
  }
  const [named, orphan, young] = [await put('named', 30), await put('orphan', 30), await put('young', 23)]
  await database.db.update(disclosureFiles).set({ sha256: named }).where(eq(disclosureFiles.id, mill.file))
  expect(await removeUnnamedFiles(database.db, now, disk)).toBe(1)
  expect(await Promise.all([named, orphan, young].map((hash) => hasFile(hash, disk)))).toEqual([true, false, true])
})
