import { expect, it } from 'vitest'
import { describeError } from '#platform/log.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()

it('of a failed query a log keeps the text and the code, never a value', async () => {
  const error = await database.sql`select ${'canary-1'}::text::integer`.catch((caught) => caught)
  expect(error.message).toContain('canary-1')
  const kept = JSON.stringify(describeError(new Error('canary-2', { cause: error })))
  expect(kept).not.toMatch(/canary/)
  expect(kept).toContain('22P02')
  const violated = await database.db
    .transaction(async (tx) => {
      await tx.execute(
        "insert into users (id, name, email) values ('a', 'canary-3', 'canary-4'), ('b', 'x', 'canary-4')" as never,
      )
    })
    .catch((caught) => caught)
  const line = JSON.stringify(describeError(violated))
  expect(line).toContain('users_email_unique')
  expect(JSON.parse(line).cause.at ?? JSON.parse(line).at).toBeDefined()
})

it('a fault of the code keeps its message and its place', () => {
  const line = describeError(new TypeError('x is not a function'))
  expect(line).toMatchObject({ type: 'TypeError', message: 'x is not a function' })
  expect(String(line.at)).toContain('log.test.ts')
})
