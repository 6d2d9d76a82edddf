import { expect, it } from 'vitest'
import { openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { getDraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { rowFields } from '#domain/disclosure/rules/form.ts'
import { groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { type FormItem, itemFields } from '#domain/disclosure/rules/items/item.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'
import { draftItems, typedItems, typedRows } from '#test/support/mill/form.ts'
import { millOutlets, registerMill } from '#test/support/mill/register.ts'
import { millRows } from '#test/support/mill/rows.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-06-01T02:00:00Z')

it('the form of the mill answers every question of annex 2 but the two that its own answers exclude', () => {
  const answered = new Set(
    typedItems('91430922MAY7P4K2X1').flatMap(({ meant: { group, answers, files } }) =>
      [...Object.keys(answers), ...files].map((field) => `${group}.${field}`),
    ),
  )
  const open = groupNames
    .flatMap((group) => Object.keys(groupSpec(group).fields).map((field) => `${group}.${field}`))
    .filter((name) => !answered.has(name))
  expect(open).toEqual(['permit.notHeldBecause', 'emergencyPlan.notDrawnUpBecause'])
  const typed = new Set(millRows.flatMap((row) => Object.keys(row.typed)))
  expect(rowFields.filter((field) => !typed.has(field))).toEqual([])
  const kinds = Object.groupBy(millOutlets, ({ kind }) => kind)
  expect([kinds.water_outlet?.length, kinds.stack?.length, kinds.fugitive?.length]).toEqual([3, 4, 1])
})

it('nothing stands against it but what one reason explains', async () => {
  const { sql, db } = database
  const mill = await registerMill(sql, '91430922MAY7P4K2X1')
  const viewer: Account = {
    role: 'firm',
    userId: mill.username,
    name: '填报员',
    regionCode: null,
    department: null,
    enterpriseId: mill.enterpriseId,
    hasSecondFactor: false,
  }
  const of = { enterpriseId: mill.enterpriseId, year: mill.year }
  await openDraft(db, viewer, of, now)
  const [file] = await sql`
    insert into disclosure_files (enterprise_id, sha256, name, media_type, bytes, uploaded_at)
    values (${mill.enterpriseId}, ${'0'.repeat(64)}, '工艺流程图.pdf', 'application/pdf', 1000, now()) returning id`
  const items = draftItems(mill.creditCode, mill.outlets, file?.id)
  const fields = { ...Object.assign({}, ...items.map(itemFields)), ...typedRows(mill.outlets) }
  await saveDraft(db, viewer, { ...of, revision: 0, fields }, now)
  const form = await getDraftForm(db, mill.enterpriseId, mill.year)
  // What came first in a list stands first, as in the workbook from which it was saved at once.
  for (const group of groupNames.filter((name) => groupSpec(name).repeated)) {
    const numbers = (all: readonly FormItem[] = []) => all.flatMap((one) => (one.group === group ? [one.item] : []))
    expect(numbers(form?.items), group).toEqual(numbers(items))
  }
  expect(form?.checked.problems).toEqual([])
  expect(form?.checked.rows.flatMap(({ explained }) => explained.map(({ code }) => code))).toEqual(['over_permit'])
})
