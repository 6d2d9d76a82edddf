import type { ProtocolVersion } from '#domain/monitoring/input/packet.ts'
import { crc16, crcText } from '#src/gateway/crc.ts'
import { flagOf } from '#src/gateway/editions.ts'

/** A packet of ours. Fields that are null are left out: what a device did not send can't be sent back. */
export interface Outgoing {
  version: ProtocolVersion | null
  qn: string | null
  st: string
  cn: string
  pw: string | null
  mn: string | null
  wantsAnswer?: boolean
  /** One of the packets of a message that is split (PNUM, PNO). */
  part?: { of: number; no: number }
  /** Between the marks of CP: names and values, joined by `;`. */
  content?: readonly (readonly [name: string, value: string | number])[]
}

/** Head, length in bytes, data segment, CRC, line end. */
export function buildFrame({ version, qn, st, cn, pw, mn, wantsAnswer, part, content = [] }: Outgoing): Buffer {
  const fields = {
    QN: qn,
    ST: st,
    CN: cn,
    PW: pw,
    MN: mn,
    Flag: flagOf(version, { wantsAnswer, isPart: part !== undefined }),
  }
  const numbers = { PNUM: part?.of ?? null, PNO: part?.no ?? null }
  const head = Object.entries({ ...fields, ...numbers }).flatMap(([name, value]) =>
    value === null ? [] : `${name}=${value};`,
  )
  const items = content.map(([name, value]) => `${name}=${value}`).join(';')
  const data = Buffer.from(`${head.join('')}CP=&&${items}&&`)
  const length = String(data.length).padStart(4, '0')
  return Buffer.concat([Buffer.from(`##${length}`), data, Buffer.from(`${crcText(crc16(data, 0, data.length))}\r\n`)])
}

/** An instant as the protocol writes it, by Chinese clocks: 14 digits, with milliseconds 17. */
export function protocolTime(at: Date, { ms = false } = {}): string {
  const digits = new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, '')
  return digits.slice(0, ms ? 17 : 14)
}
