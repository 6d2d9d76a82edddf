import { createHmac } from 'node:crypto'

const PERIOD_S = 30

/** The 30-second step that a moment lies in (RFC 6238, 4.2). */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / PERIOD_S)

/** The six digits of a step: HMAC-SHA-1, dynamic truncation (RFC 4226, 5.3), as every authenticator app computes them. */
export function totp(secret: string | Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step whose code this is, of those that a slow clock or a slow hand may give: the last, this and the next one. */
export function matchingStep(secret: string, code: string, now: Date): number | undefined {
  const step = stepOf(now)
  return [step, step - 1, step + 1].find((candidate) => totp(secret, candidate) === code)
}

/** RFC 4648 Base32 without padding: the form in which authenticator apps take a secret. */
export function base32(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}
