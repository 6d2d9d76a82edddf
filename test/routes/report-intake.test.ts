import { randomBytes } from 'node:crypto'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import sharp from 'sharp'
import { describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { newProof } from '#domain/report/commands/proof.ts'
import { ask, siteDatabase } from '#test/support/session.ts'

type Fields = Record<string, string | string[] | Blob[]>
const words = '夜里十一点以后，厂后围墙外的暗管排黑水，气味刺鼻。'

async function post(fields: Fields, path = '/report'): Promise<Response> {
  const siteUrl = inject('siteUrl')
  const body = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const each of Array.isArray(value) ? value : [value])
      if (typeof each === 'string') body.append(name, each)
      else body.append(name, each, `IMG.${each.type}`)
  return fetch(siteUrl + path, { method: 'POST', redirect: 'manual', headers: { origin: siteUrl }, body })
}

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&').replaceAll('&#38;', '&')
const hidden = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(([, value]) =>
    unescaped(value as string),
  )

/** The hidden values of a page, as a browser sends them on. */
const carried = (html: string): Fields =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)"/g)].map(([, name]) => [
      name as string,
      hidden(html, name as string),
    ]),
  )

async function solved(html: string): Promise<string> {
  const challenge = JSON.parse(hidden(html, 'challenge')[0] as string)
  return JSON.stringify(await solveChallenge({ challenge, deriveKey }))
}
const photo = async () =>
  new Blob(
    [
      new Uint8Array(
        await sharp(randomBytes(60 * 40 * 3), { raw: { width: 60, height: 40, channels: 3 } })
          .jpeg()
          .toBuffer(),
      ),
    ],
    { type: 'jpg' },
  )

describe('the form of a report', () => {
  it('goes in three steps at one address; what was typed and what was uploaded travels on, and a receipt comes once', async () => {
    const first = await ask('/report')
    expect(first.headers.get('cache-control')).toContain('no-store')
    expect(first.headers.get('set-cookie')).toBeNull()
    const one = await first.text()
    const typed = {
      kind: 'stealth_discharge',
      words,
      place: '老渡口',
      seen: '',
      latitude: '28.5577',
      longitude: '112.3712',
    }
    const two = await (await post({ ...carried(one), ...typed, go: 'next' })).text()
    expect(two).toContain('第 2 步')
    const three = await (await post({ ...carried(two), files: [await photo()], go: 'next' })).text()
    expect(three).toContain('第 3 步')
    expect(hidden(three, 'words')).toEqual([words])
    expect(hidden(three, 'upload')).toHaveLength(1)

    const early = await post({ ...carried(three), named: 'no', go: 'send' })
    expect(early.status).toBe(422)
    const again = await early.text()
    expect(again).toContain('请再等')
    expect(hidden(again, 'upload')).toEqual(hidden(three, 'upload'))

    const sending = { ...carried(again), solution: await solved(again), named: 'no', go: 'send' }
    const sent = await post(sending)
    expect(sent.status).toBe(200)
    const receipt = await sent.text()
    const code = /data-code="([0-9A-Z-]{39})"/.exec(receipt)?.[1] as string
    expect(receipt).toContain('只显示这一次')
    const reload = await post(sending)
    expect(reload.status).toBe(409)
    const reloaded = await reload.text()
    expect(reloaded).toContain('不能再次显示')
    expect(reloaded).not.toContain(code)

    const sql = siteDatabase()
    try {
      const [row] =
        await sql`select r.id, r.region_code from reports r where handle = ${code.replaceAll('-', '').slice(0, 8)}`
      expect(row?.region_code).toMatch(/^4309/)
      await expect
        .poll(async () => (await sql`select state from report_files where report_id = ${row?.id}`)[0]?.state, {
          timeout: 20_000,
        })
        .toBe('clean')
    } finally {
      await sql.end()
    }
  })

  it('after two hours asks to be sent again, with new work to do, and keeps what was typed', async () => {
    const old = await newProof(new Date(Date.now() - 121 * 60_000))
    const solution = JSON.stringify(await solveChallenge({ challenge: JSON.parse(old.challenge), deriveKey }))
    const typed = {
      step: 'answer',
      kind: 'nuisance',
      words,
      place: '老渡口',
      named: 'yes',
      name: '渔者',
      telephone: '19900000002',
    }
    const answer = await post({ ...typed, ...old, solution, go: 'send' }, '/en/report')
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('its check against programs has expired')
    expect([hidden(text, 'words'), hidden(text, 'place')]).toEqual([[words], ['老渡口']])
    expect(text).toMatch(/value="渔者"[\s\S]*value="19900000002"/)
    expect(hidden(text, 'challenge')).not.toEqual([old.challenge])
    const sent = await post({ ...carried(text), ...typed, solution: await solved(text), go: 'send' }, '/en/report')
    expect(await sent.text()).toContain('Your report was received')
  })

  it('says at each field what lacks and keeps the rest', async () => {
    const one = await (await ask('/report')).text()
    const answer = await post({
      ...carried(one),
      words: '臭',
      seen: '昨天',
      latitude: '28.5',
      longitude: '',
      go: 'next',
    })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    for (const sentence of ['请选择举报的是哪一类问题', '至少 10 个字，现有 1 个', '纬度和经度要一起填写'])
      expect(text).toContain(sentence)
    expect(text).toContain('>臭</textarea>')
    expect(text).toContain('value="昨天"')
    const english = await (await post({ ...carried(one), go: 'next' }, '/en/report')).text()
    expect(english).toContain('Please choose what it is about')
    const long = await (
      await post({ ...carried(one), kind: 'other', words: '𠮷👍'.repeat(10_001), place: '江边', go: 'next' })
    ).text()
    expect(long).toContain('写了 20002 个字')
    expect(
      await (
        await post({ ...carried(one), kind: 'other', words: '𠮷👍字'.repeat(3000), place: '江边', go: 'next' })
      ).text(),
    ).toContain('第 2 步')
  })

  it('from the page of a firm begins with that firm; what is no firm is left out', async () => {
    const about = await (await ask(`/report?firm=${demoCast.paperMill}`)).text()
    expect(hidden(about, 'firm')).toEqual([demoCast.paperMill])
    expect(about).toContain('不是这家')
    for (const firm of ['x', '91430900MA00000000'])
      expect(hidden(await (await ask(`/report?firm=${firm}`)).text(), 'firm')).toEqual([])
    expect(await (await ask(`/enterprises/${demoCast.paperMill}`)).text()).toContain(
      `/report?firm=${demoCast.paperMill}`,
    )
  })

  it('finds an enterprise in the register without a script and keeps the one that was picked', async () => {
    const one = await (await ask('/report')).text()
    const found = await (await post({ ...carried(one), kind: 'other', words, firmName: '纸', go: 'find' })).text()
    const code = /value="firm:([0-9A-Z]{18})"/.exec(found)?.[1] as string
    expect(found).toContain(`>${words}</textarea>`)
    const picked = await (await post({ ...carried(found), kind: 'other', words, go: `firm:${code}` })).text()
    expect(hidden(picked, 'firm')).toEqual([code])
    expect(picked).toContain('不是这家')
    const two = await (await post({ ...carried(picked), kind: 'other', words, go: 'next' })).text()
    expect(hidden(two, 'firm')).toEqual([code])
    for (const odd of ['没有这家厂', '%', "'", '𠮷'.repeat(150)])
      expect((await post({ ...carried(one), firmName: odd, go: 'find' })).status).toBe(200)
  })

  it('beyond the border names the numbers there, and goes on when it is sent nevertheless', async () => {
    const one = await (await ask('/report')).text()
    const typed = { kind: 'nuisance', words, latitude: '28.2', longitude: '112.98' }
    const refused = await (await post({ ...carried(one), ...typed, go: 'next' })).text()
    expect(refused).toContain('0731-12345')
    expect(await (await post({ ...carried(refused), ...typed, anyway: 'on', go: 'next' })).text()).toContain('第 2 步')
  })

  it('refuses a hostile file with a sentence and keeps the good one', async () => {
    const one = await (await ask('/report')).text()
    const two = await (await post({ ...carried(one), kind: 'other', words, place: '江边', go: 'next' })).text()
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'jpg' })
    const answer = await post({ ...carried(two), files: [svg, await photo()], go: 'next' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('这里收照片')
    expect(hidden(text, 'upload')).toHaveLength(1)
    expect(hidden(text, 'words')).toEqual([words])
  })

  it('with more than it takes is refused, and what was typed stays', async () => {
    const one = await (await ask('/report')).text()
    const two = await (await post({ ...carried(one), kind: 'other', words, place: '江边', go: 'next' })).text()
    const small = await photo()
    const answer = await post({ ...carried(two), files: Array.from({ length: 13 }, () => small), go: 'next' })
    expect(answer.status).toBe(413)
    const text = await answer.text()
    expect(hidden(text, 'words')).toEqual([words])
    expect(hidden(text, 'step')).toEqual(['evidence'])
  })

  it('too large a body is refused before it comes; what is no form is told so', async () => {
    const siteUrl = inject('siteUrl')
    const plain = await fetch(`${siteUrl}/report`, {
      method: 'POST',
      headers: { origin: siteUrl, 'content-type': 'text/plain' },
      body: 'x',
    })
    expect(plain.status).toBe(400)
    const { request } = await import('node:http')
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(
        `${siteUrl}/report`,
        {
          method: 'POST',
          headers: {
            origin: siteUrl,
            'content-type': 'multipart/form-data; boundary=x',
            'content-length': 2 * 1024 ** 3,
          },
        },
        (answer) => {
          resolve(answer.statusCode ?? 0)
          asked.destroy()
        },
      )
      asked.on('error', reject)
      asked.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('an upload in pieces goes on where it stopped', async () => {
    const siteUrl = inject('siteUrl')
    const bytes = new Uint8Array(await (await photo()).arrayBuffer())
    const headers = { origin: siteUrl }
    const { id, token } = await (
      await fetch(`${siteUrl}/report/uploads?bytes=${bytes.length}`, { method: 'POST', headers })
    ).json()
    const own = { ...headers, 'x-upload-token': token }
    const put = (offset: number, end: number) =>
      fetch(`${siteUrl}/report/uploads/${id}?offset=${offset}&extension=jpg`, {
        method: 'PUT',
        headers: own,
        body: bytes.slice(offset, end),
      })
    expect((await put(0, 1000)).headers.get('upload-offset')).toBe('1000')
    expect(
      (await fetch(`${siteUrl}/report/uploads/${id}`, { method: 'HEAD', headers: own })).headers.get('upload-offset'),
    ).toBe('1000')
    expect((await fetch(`${siteUrl}/report/uploads/${id}`, { headers })).status).toBe(404)
    expect(await (await put(1000, bytes.length)).json()).toEqual({ offset: bytes.length, kind: 'jpeg' })
    const large = await fetch(`${siteUrl}/report/uploads?lang=en&bytes=99999999999`, { method: 'POST', headers })
    expect(await large.json()).toEqual({ message: expect.stringContaining('at most 50') })
    expect((await fetch(`${siteUrl}/report/uploads?bytes=99999999999`, { method: 'POST', headers })).status).toBe(422)
  })
})
