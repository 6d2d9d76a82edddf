import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isMailAddress, isSender } from '#platform/mail/address.ts'
import { sendMail, UnsendableMail, unsubscribeHeaders } from '#platform/mail/mail.ts'
import { startSmtp } from '#test/support/smtp.ts'

let smtp: Awaited<ReturnType<typeof startSmtp>>
beforeAll(async () => {
  smtp = await startSmtp({ refuse: (recipient) => recipient.startsWith('nobody@') })
})
afterAll(() => smtp.stop())
beforeEach(() => {
  smtp.messages.length = 0
})
const settings = () => ({ SMTP_URL: smtp.url, MAIL_FROM: '清源 <portal@city.example>' })
const reminder = {
  to: 'officer@mill.example',
  subject: '年度信息公开还有 7 天到期',
  text: '请在 6 月 30 日 24:00 前提交。\n\nhttps://portal.example/filing',
}

describe('a mail', () => {
  it('arrives with its text, its sender and the marks of a machine', async () => {
    expect(
      await sendMail({ ...reminder, headers: unsubscribeHeaders('https://portal.example/stop?t=1') }, settings()),
    ).toBe('sent')
    const [mail] = await smtp.received(1)
    expect(mail).toMatchObject({ subject: reminder.subject, recipients: ['officer@mill.example'], html: false })
    expect(mail?.text?.trim()).toBe(reminder.text)
    expect(mail?.from?.value).toEqual([{ name: '清源', address: 'portal@city.example' }])
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('list')).toMatchObject({ unsubscribe: { url: 'https://portal.example/stop?t=1' } })
    expect(mail?.headerLines.map(({ line }) => line)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  })

  it('with HTML carries the plain text too', async () => {
    await sendMail({ ...reminder, html: '<p>请提交。</p>' }, settings())
    const [mail] = await smtp.received(1)
    expect(mail?.text?.trim()).toBe(reminder.text)
    expect(mail?.html).toContain('<p>请提交。</p>')
  })

  it('without a server is not sent, and the answer says so', async () => {
    expect(await sendMail(reminder, {})).toBe('not_configured')
    expect(smtp.messages).toEqual([])
  })

  it.each([
    ['two recipients', { to: 'a@mill.example, b@other.example' }],
    ['a recipient with a line of its own', { to: 'a@mill.example\r\nBcc: b@other.example' }],
    ['a recipient that is no address', { to: 'mill' }],
    ['a subject with a line of its own', { subject: 'x\r\nBcc: b@other.example' }],
    ['a header with a line of its own', { headers: { 'X-Reason': 'x\nBcc: b@other.example' } }],
    ['a header whose name is two', { headers: { 'X-Reason: y\r\nBcc': 'b@other.example' } }],
    ['a further recipient as a header', { headers: { Bcc: 'b@other.example' } }],
  ])('with %s is refused, with a server and without', async (_, change) => {
    await expect(sendMail({ ...reminder, ...change }, settings())).rejects.toThrow(UnsendableMail)
    await expect(sendMail({ ...reminder, ...change }, {})).rejects.toThrow(UnsendableMail)
    expect(smtp.messages).toEqual([])
  })

  it('whose text looks like a header stays one text', async () => {
    await sendMail({ ...reminder, text: 'Bcc: b@other.example\r\n.\r\nMAIL FROM:<x@y>' }, settings())
    const [mail] = await smtp.received(1)
    expect(mail?.recipients).toEqual(['officer@mill.example'])
    expect(mail?.text).toContain('Bcc: b@other.example')
  })

  it('that the server refuses is an error, so that it is tried again', async () => {
    await expect(sendMail({ ...reminder, to: 'nobody@mill.example' }, settings())).rejects.toThrow()
  })

  it('is given up when the server does not answer', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const SMTP_URL = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const soon = { dnsTimeout: 200, connectionTimeout: 200, greetingTimeout: 200, socketTimeout: 200 }
    const started = performance.now()
    await expect(sendMail(reminder, { ...settings(), SMTP_URL }, soon)).rejects.toThrow(/timeout|greeting/i)
    expect(performance.now() - started).toBeLessThan(5000)
    silent.close()
  })

  it('sends no password in the clear to another machine', async () => {
    const SMTP_URL = smtp.url.replace('//127.0.0.1', '//user:secret@[::ffff:127.0.0.1]')
    await expect(sendMail(reminder, { ...settings(), SMTP_URL })).rejects.toThrow(/TLS/)
    expect(smtp.messages).toEqual([])
  })
})

describe('an address', () => {
  it.each(['a@b.example', '信箱@例子.example', 'a+b.c@d-e.example'])('%s is one', (text) =>
    expect(isMailAddress(text)).toBe(true),
  )
  it.each(['', 'a', 'a@', '@b', 'a@b@c', 'a b@c', 'a@b,c@d', '<a@b>', 'a@b\n', `${'a'.repeat(250)}@b.example`])(
    '%j is none',
    (text) => expect(isMailAddress(text)).toBe(false),
  )
  it('of a sender may have a name before it', () => {
    expect(isSender('清源 <a@b.example>')).toBe(true)
    expect(isSender('a@b.example')).toBe(true)
    for (const text of ['清源', '<a@b>', 'x <a@b>, y <c@d>', 'x\r\ny <a@b>']) expect(isSender(text)).toBe(false)
  })
})
