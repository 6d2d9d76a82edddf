import { expect, inject } from 'vitest'
import { groupSpec, isGroupName } from '#domain/disclosure/rules/items/groups.ts'
import { millItems } from '#test/support/mill/items.ts'
import type { RegisteredMill } from '#test/support/mill/register.ts'
import { millRows } from '#test/support/mill/rows.ts'
import { siteDatabase } from '#test/support/session.ts'

interface Changed {
  /** `DW001 w01018` -> columns that a correction changed. */
  rows?: Record<string, object>
  /** Group -> place of the item -> answers. */
  groups?: Record<string, Record<number, object>>
}

/** Every number and answer of the mill's annex 2, as the API gives the public version at `path`, against what was meant. */
export async function expectPublished(path: string, { creditCode, outlets }: RegisteredMill, changed: Changed = {}) {
  const { data } = await (await fetch(`${inject('siteUrl')}/api/v1${path}`)).json()
  const rows = new Map(
    data.rows.map((row: { outletCode: string; factorCode: string }) => [`${row.outletCode} ${row.factorCode}`, row]),
  )
  expect(rows.size).toBe(millRows.length)
  for (const { outlet, factor, published } of millRows) {
    const key = `${outlet} ${factor}`
    expect({ key, ...(rows.get(key) as object) }).toMatchObject({ key, ...published, ...changed.rows?.[key] })
  }
  const meant = Map.groupBy(millItems(creditCode), ({ group }) => group)
  expect(Object.keys(data.groups).sort()).toEqual([...meant.keys()].sort())
  for (const [group, items] of meant) {
    const said = [data.groups[group]].flat() as Record<string, unknown>[]
    expect(said, group).toHaveLength(items.length)
    for (const [i, { answers, files, outlet }] of items.entries()) {
      const of = outlet ? said.find(({ outletCode }) => outletCode === outlet) : said[i]
      const { item: _, outletCode: __, ...open } = of ?? {}
      for (const field of files) expect(open[field], `${group} ${i} ${field}`).toHaveLength(1)
      const spec = groupSpec(group).fields
      const expected = Object.entries(answers).filter(([field]) => !spec[field]?.isPrivate)
      expect(
        Object.fromEntries(Object.entries(open).filter(([field]) => !files.includes(field))),
        `${group} ${i}`,
      ).toEqual({
        ...Object.fromEntries(expected),
        ...changed.groups?.[group]?.[i],
      })
    }
  }
  await expectPrivate(Number(path.split('/').at(-1)), creditCode)
  expect(outlets.size).toBe(new Set(millRows.map(({ outlet }) => outlet)).size)
}

/** What firm and bureau alone may read is kept apart, and all of it. */
async function expectPrivate(id: number, creditCode: string) {
  const sql = siteDatabase()
  const kept = await sql<{ group: string; answers: object }[]>`
    select group_name as group, private_answers as answers from disclosure_items
    where disclosure_id = ${id} and private_answers <> '{}'`
  await sql.end()
  for (const { group, answers } of kept) {
    const item = millItems(creditCode).find((one) => one.group === group)
    const fields = isGroupName(group) ? groupSpec(group).fields : {}
    const closed = Object.entries(item?.answers ?? {}).filter(([field]) => fields[field]?.isPrivate)
    expect(answers).toEqual(Object.fromEntries(closed))
  }
  expect(kept.map(({ group }) => group).sort()).toEqual(['basic', 'signatures'])
}
