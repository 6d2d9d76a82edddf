import { expect, it } from 'vitest'
import type { Sql } from '#db/client.ts'
import { copyInto } from '#db/seed/copy.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()

it('rows that are refused, at their end too, end the load at once with the name of their table', {
  timeout: 10_000,
}, async () => {
  const { sql } = database.owner
  await sql`create table loaded (id int primary key, words text)`
  const load = (ids: number[]) =>
    sql.begin((tx) =>
      copyInto(
        tx as unknown as Sql,
        'loaded',
        ids.map((id) => ({ id, words: 'tab\there, line\nend, back\\slash' })),
      ),
    )
  await load([1, 2])
  await expect(load([3, 2])).rejects.toThrow('rows of loaded were refused')
  await load([3])
  expect(await sql`select id, words from loaded order by id`).toEqual(
    [1, 2, 3].map((id) => ({ id, words: 'tab\there, line\nend, back\\slash' })),
  )
})
