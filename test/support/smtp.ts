import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail extends ParsedMail {
  /** Whom the sender named to the server, not in the letter's head. */
  recipients: string[]
}

/** A mail server on a free port that keeps what it is sent. `SMTP_URL` is its `url`. */
export async function startSmtp({ refuse }: { refuse?: (recipient: string) => boolean } = {}) {
  const messages: ReceivedMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      callback(refuse?.(address) ? new Error('No such mailbox') : null)
    },
    async onData(stream, { envelope }, callback) {
      const parsed = await simpleParser(stream)
      messages.push({ ...parsed, recipients: envelope.rcptTo.map(({ address }) => address) })
      callback()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    /** Waits until so many have come. */
    async received(count: number, withinMs = 15_000): Promise<ReceivedMail[]> {
      const until = Date.now() + withinMs
      while (messages.length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
      if (messages.length < count) throw new Error(`${messages.length} of ${count} mails came in time`)
      return messages
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
