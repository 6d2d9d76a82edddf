import type { APIContext } from 'astro'
import { expect, it } from 'vitest'
import { config } from '#platform/config.ts'
import { answerExport } from '#src/components/board/export.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-06-10T02:00:00Z')
const ask = (kind: 'csv' | 'json' | 'xlsx', query = '') =>
  answerExport(
    { locals: { db: database.db, now }, url: new URL(`http://x/board.${kind}${query}`) } as unknown as APIContext,
    kind,
  )

it('more long files at a time than LONG_FILES are refused with a plain sentence and the seconds to wait, until one ends', async () => {
  const open = await Promise.all(Array.from({ length: config().LONG_FILES }, () => ask('csv')))
  expect(open.map(({ status }) => status)).toEqual(open.map(() => 200))
  const refused = await ask('xlsx')
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.json()).toMatchObject({ title: expect.stringContaining('请 30 秒后再下载') })
  // A wrong address is told so at once, and takes no turn.
  expect((await ask('json', '?category=x')).status).toBe(400)
  await open[0]?.body?.cancel()
  expect((await open[1]?.text())?.split('\r\n').length).toBeGreaterThan(3)
  const [next, last] = [await ask('json'), await ask('json')]
  expect([next.status, last.status, (await ask('json')).status]).toEqual([200, 200, 503])
  for (const response of [...open.slice(2), next, last]) await response.body?.cancel()
  expect((await ask('csv')).status).toBe(200)
})
