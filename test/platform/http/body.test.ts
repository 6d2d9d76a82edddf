import type { Server } from 'node:http'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyLimit, isStreamed } from '#platform/http/body.ts'
import { createWebServer } from '#platform/http/server.ts'

const MB = 1024 * 1024

describe('how much a request may carry', () => {
  it.each([
    ['/', 128 * 1024],
    ['/sign-in?next=/office/import', 128 * 1024],
    ['/en/filing/2026?_action=disclosure.save', 2 * MB],
    ['/filing/2026/files', 22 * MB],
    ['/en/filing/2026/excel?_action=disclosure.uploadExcel', 22 * MB],
    ['/filing/2026/filesystem', 2 * MB],
    ['/en/filing/orders/12?_action=supervision.answerFirm', 22 * MB],
    ['/filing/orders', 2 * MB],
    ['/filing/2026/basic?_action=disclosure.saveDraft', 22 * MB],
    ['/en/filing/2026/discharge', 2 * MB],
    ['/filing/2026/published?_action=disclosure.attachSeal', 22 * MB],
    ['/filing/2026/autosave', 2 * MB],
    ['/office/import', 22 * MB],
    ['/en/office/key-list/2026', 22 * MB],
    ['/officers', 128 * 1024],
    ['/en/report', 202 * MB],
    ['/report/follow', 202 * MB],
    ['/report/follow?_action=follow.enter', 128 * 1024],
    ['/report/uploads/1?offset=0', 1 * MB],
    ['/report/media', 128 * 1024],
  ])('%s', (url, bytes) => expect(bodyLimit(url)).toBe(bytes))

  it('only what a reporter sends with files is read as it comes in', () => {
    const streamed = ['/report', '/en/report?x', '/report/follow', '/en/report/follow/']
    expect(streamed.filter((url) => !isStreamed('POST', url))).toEqual([])
    expect(isStreamed('POST', '/report/follow?_action=follow.enter')).toBe(false)
    expect(isStreamed('PUT', '/report')).toBe(false)
  })
})

describe('a body of 200 MB', () => {
  let server: Server
  beforeAll(async () => {
    server = createWebServer((req, res) => res.end(String((req as { body?: Buffer }).body?.length)), '/nowhere')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  /** Sends in pieces of 1 MB with a pause after each, and reads the answer only when all is sent, as browsers do. */
  const send = (megabytes: number, headers: Record<string, string | number>, pauseMs: number) =>
    new Promise<{ status: number; text: string; sent: number }>((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      const path = '/filing/2026/files'
      const req = request({ port, path, method: 'POST', headers, agent: false })
      let sent = 0
      let answer: { status: number; text: string } | undefined
      const finish = () => answer && sent === megabytes && resolve({ ...answer, sent })
      req.once('response', (res) => {
        let text = ''
        res.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        res.once('end', () => {
          answer = { status: res.statusCode ?? 0, text }
          finish()
        })
      })
      req.once('error', reject)
      const chunk = Buffer.alloc(MB)
      const next = () => {
        if (sent === megabytes) {
          req.end()
          return finish()
        }
        sent++
        return req.write(chunk, () => setTimeout(next, pauseMs))
      }
      next()
    })

  it.each([
    ['announced', { 'content-length': 200 * MB }],
    ['in pieces of no known length', { 'transfer-encoding': 'chunked' }],
  ])('%s is answered with 413 and a page that says what is allowed', async (_, headers) => {
    const { status, text } = await send(200, headers, 0)
    expect(status).toBe(413)
    expect(text).toContain('提交的内容超过这里允许的 22 MB')
    expect(text).toContain('larger than the 22 MB allowed here')
  })

  it('on a slow line gets its answer too, and is not cut off while it comes', async () => {
    expect((await send(200, { 'content-length': 200 * MB }, 25)).status).toBe(413)
  })

  it('that is allowed comes through whole', async () => {
    expect(await send(21, { 'content-length': 21 * MB }, 0)).toMatchObject({ status: 200, text: String(21 * MB) })
  })
})
