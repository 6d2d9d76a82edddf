import { beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import type { FileAttachment } from '#domain/disclosure/commands/draft-files.ts'
import { openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { type DraftSave, saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import { getDraft } from '#domain/disclosure/queries/draft.ts'
import { getDraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { getFirmFile, listFirmFiles, namedFiles } from '#domain/disclosure/queries/files.ts'
import { listDraftItems } from '#domain/disclosure/queries/items.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { parseItemField } from '#domain/disclosure/rules/items/item.ts'
import { aMill, type Mill, wholeForm } from '#test/domain/disclosure/mill.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-20T02:00:00Z')
let mill: Mill
let count = 0
beforeEach(async () => {
  mill = await aMill(database.db, creditCodeOf('91', '430922', `MAYFT${String(++count).padStart(3, '0')}`))
  await openDraft(database.db, mill.viewer, due(), now)
})

const due = () => ({ enterpriseId: mill.enterpriseId, year: 2026 })
const save = (rest: Partial<DraftSave>) =>
  saveDraft(database.db, mill.viewer, { ...due(), revision: 0, fields: {}, ...rest }, now)
const file = (field: string, name = '监测报告.pdf'): FileAttachment => ({
  field,
  name,
  sha256: 'a'.repeat(64),
  size: 1234,
  mediaType: 'application/pdf',
})
const typed = async (field: string) => {
  const draft = await getDraft(database.db, mill.enterpriseId, 2026)
  const parsed = parseItemField(field)
  const items = await listDraftItems(database.db, draft!.id)
  return items.find(({ group, item }) => group === parsed?.group && item === parsed?.item)?.typed[parsed?.field ?? '']
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof DisclosureRefusal ? error : Promise.reject(error)),
  )

describe('files of a field', () => {
  const diagrams = 'processDiagrams_1.file'

  it('are named by the field in the order in which they came, and listed with name and size', async () => {
    await save({
      attach: [file(diagrams, '制浆.pdf'), file(diagrams, '造纸.pdf')],
      fields: { 'processDiagrams_1.process': '制浆造纸' },
    })
    const form = await getDraftForm(database.db, mill.enterpriseId, 2026)
    const ids = namedFiles(form!.items)
    expect(ids).toHaveLength(2)
    const files = await listFirmFiles(database.db, mill.enterpriseId, ids)
    expect(files.map(({ name, bytes }) => `${name} ${bytes}`).sort()).toEqual(['制浆.pdf 1234', '造纸.pdf 1234'])
    expect(form!.checked.problems.some(({ field }) => field.startsWith('processDiagrams'))).toBe(false)
  })

  it('two colleagues who attach at once both keep theirs, whatever revision their pages are of', async () => {
    await Promise.all([save({ attach: [file(diagrams)] }), save({ attach: [file(diagrams)] })])
    expect((await typed(diagrams))?.split(' ')).toHaveLength(2)
  })

  it('one is taken out without the others', async () => {
    await save({ attach: [file(diagrams, '一.pdf'), file(diagrams, '二.pdf')] })
    const [first, second] = (await typed(diagrams))!.split(' ')
    await save({ revision: 1, detach: [{ field: diagrams, id: first as string }] })
    expect(await typed(diagrams)).toBe(second)
  })

  it('ten at most; the eleventh is refused, and nothing of that save is kept', async () => {
    await save({ attach: Array.from({ length: 10 }, () => file(diagrams)) })
    const error = await refusal(
      save({ revision: 1, attach: [file(diagrams)], fields: { 'standing_1.violationsLastYear': '无' } }),
    )
    expect(error?.problems).toMatchObject([
      { field: diagrams, message: 'too_many_files', given: { given: 11, most: 10 } },
    ])
    expect(await typed('standing_1.violationsLastYear')).toBeUndefined()
  })

  it.each(['basic_1.name', 'r1_w01018.mean', 'processDiagrams_1.nothing', '../etc/passwd'])(
    '%s takes none',
    async (field) => {
      expect((await refusal(save({ attach: [file(field)] })))?.refusal).toBe('wrong_field')
    },
  )

  it('of another enterprise is not there: neither listed nor an answer', async () => {
    const other = await aMill(database.db, creditCodeOf('91', '430922', `MAYFX${String(count).padStart(3, '0')}`))
    expect(await listFirmFiles(database.db, mill.enterpriseId, [other.file, 'nonsense'])).toEqual([])
    await save({ fields: { 'processDiagrams_1.process': '制浆', [diagrams]: other.file } })
    const form = await getDraftForm(database.db, mill.enterpriseId, 2026)
    expect(form!.checked.problems.find(({ field }) => field === diagrams)?.code).toBe('file_unknown')
    expect(await getFirmFile(database.db, 'nonsense')).toBeUndefined()
    expect(await getFirmFile(database.db, other.file)).toMatchObject({
      enterpriseId: other.enterpriseId,
      regionCode: '430922',
    })
  })
})

describe('removing an item', () => {
  it('blanks all its fields, whatever else the form sent for it, and no other item', async () => {
    await save({ fields: { 'products_1.product': '文化纸', 'products_1.unit': '吨', 'products_7.product': '生活纸' } })
    await save({ revision: 1, fields: { 'products_1.product': '文化用纸' }, remove: ['products_1'] })
    expect([await typed('products_1.product'), await typed('products_7.product')]).toEqual([undefined, '生活纸'])
  })

  it.each(['basic_1', `outlets_1`, 'nothing_1', 'products'])('%s is no item that can be removed', async (key) => {
    expect(await save({ remove: [key] })).toEqual({ revision: 0, changed: 0 })
  })
})

it('a form whose factors are whole but whose groups are not is not published', async () => {
  const { revision } = await save({ fields: { ...wholeForm(mill), 'standing_1.violationsLastYear': '' } })
  const form = await getDraftForm(database.db, mill.enterpriseId, 2026)
  expect(form!.checked.parts.approvals.problems).toBe(1)
  expect(form!.checked.required - form!.checked.filled).toBe(1)
  const error = await refusal(
    signAndPublish(database.db, mill.viewer, { ...due(), revision, signedName: '试验人' }, now),
  )
  expect(error?.problems.map(({ field, message }) => `${field} ${message}`)).toEqual([
    'standing_1.violationsLastYear required',
  ])
})
