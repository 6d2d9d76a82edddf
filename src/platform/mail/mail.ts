import nodemailer from 'nodemailer'
import { config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { isMailAddress } from '#platform/mail/address.ts'

export interface MailToSend {
  /** One address. */
  to: string
  subject: string
  /** The whole message; a reader without HTML misses nothing. */
  text: string
  html?: string
  headers?: Record<string, string>
}

/** The mail is not one that may be sent: our own mistake, or an address that is none. */
export class UnsendableMail extends Error {
  override name = 'UnsendableMail'
}

const timeouts = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/**
 * Hands one mail to the server of `SMTP_URL`. Without that setting nothing is sent and the log says so; who, what and where to
 * is never in the log.
 * @throws UnsendableMail; or when the server cannot be reached in time or refuses: an effect is then tried again
 */
export async function sendMail(
  { to, subject, text, html, headers = {} }: MailToSend,
  { SMTP_URL, MAIL_FROM }: { SMTP_URL?: string; MAIL_FROM?: string } = config(),
  limits = timeouts,
): Promise<'sent' | 'not_configured'> {
  if (!isMailAddress(to)) throw new UnsendableMail('not one address')
  if (hasLineBreak(subject)) throw new UnsendableMail('a line break in the subject')
  for (const [name, value] of Object.entries(headers)) checkHeader(name, value)
  if (SMTP_URL === undefined) {
    log.info('mail not sent: SMTP_URL is not set')
    return 'not_configured'
  }
  const safety = { disableFileAccess: true, disableUrlAccess: true }
  const transport = nodemailer.createTransport({ url: SMTP_URL, ...secured(SMTP_URL), ...limits, ...safety })
  try {
    // Nobody's answering machine answers what a machine has written (RFC 3834).
    const marked = { 'Auto-Submitted': 'auto-generated', ...headers }
    await transport.sendMail({ from: MAIL_FROM, to: { name: '', address: to }, subject, text, html, headers: marked })
  } finally {
    transport.close()
  }
  return 'sent'
}

/** What mail programs need to show their own "unsubscribe" (RFC 2369, RFC 8058). The page takes a POST without a session. */
export const unsubscribeHeaders = (url: string): Record<string, string> => ({
  'List-Unsubscribe': `<${new URL(url).href}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** A name and password go to another machine under TLS only, unless the address says `requireTLS=false`. */
function secured(smtpUrl: string) {
  const { username, hostname, searchParams } = new URL(smtpUrl)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return username && !isHere && !searchParams.has('requireTLS') ? { requireTLS: true } : {}
}

function checkHeader(name: string, value: string) {
  const isOurs = /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|content-.*)$/i.test(name)
  if (isOurs || !/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new UnsendableMail('a header that may not be set')
  if (hasLineBreak(value)) throw new UnsendableMail(`a line break in ${name}`)
}

const hasLineBreak = (text: string) => /[\r\n\0\u2028\u2029]/.test(text)
