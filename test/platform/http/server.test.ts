import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { createWebServer } from '#platform/http/server.ts'

let server: Server | undefined
afterEach(async () => {
  const closed = new Promise((resolve) => server?.close(resolve))
  server?.closeAllConnections()
  await closed
})

/** A server of which each lane lets one go and one wait, and whose pages are answered when the test says so. */
async function narrow() {
  const open: { url: string; res: ServerResponse }[] = []
  const one = { atOnce: 1, waiting: 1 }
  server = createWebServer((req, res) => void open.push({ url: req.url ?? '', res }), tmpdir(), {
    saves: one,
    forms: one,
    pages: one,
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const ask = (path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, ...(method === 'GET' ? {} : { body: 'a=1' }) })
  const until = async (count: number) => {
    while (open.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const answer = () => open.shift()?.res.end('answered')
  return { ask, until, answer, open }
}

it('who comes when others already wait is told so at once, and when to come again; those who wait are answered', async () => {
  const { ask, until, answer } = await narrow()
  const first = ask('/map')
  await until(1)
  const second = ask('/board')
  const refused = await Promise.race([ask('/a'), ask('/b')])
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('2')
  expect(refused.headers.get('cache-control')).toContain('no-store')
  expect(await refused.text()).toContain('reload this page')
  answer()
  expect(await (await first).text()).toBe('answered')
  await until(1)
  answer()
  await second
})

it('a form that is turned away is told that nothing was saved and that it can be sent again', async () => {
  const { ask, until } = await narrow()
  void ask('/filing?_action=disclosure.openDraft', 'POST').catch(() => {})
  await until(1)
  const refused = await Promise.race([ask('/filing', 'POST'), ask('/filing', 'POST')])
  expect(refused.status).toBe(503)
  const text = await refused.text()
  expect(text).toContain('没有保存')
  expect(text).toContain('nothing needs to be typed anew')
})

it('readers leave room for those who save, and the machine is always told how it goes', async () => {
  const { ask, until, open } = await narrow()
  void ask('/map').catch(() => {})
  await until(1)
  void ask('/filing/2026/autosave', 'PUT').catch(() => {})
  void ask('/healthz').catch(() => {})
  void ask('/metrics').catch(() => {})
  await until(4)
  expect(open.map(({ url }) => url).sort()).toEqual(['/filing/2026/autosave', '/healthz', '/map', '/metrics'])
})
