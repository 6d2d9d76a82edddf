import type { Packet, PacketFactor } from '#domain/monitoring/input/packet.ts'
import { crc16, crcText } from '#src/gateway/crc.ts'
import { hex4 } from '#src/gateway/read/bytes.ts'
import { type Frame, headBytes, mostSegmentBytes } from '#src/gateway/read/frame.ts'
import { readPacket } from '#src/gateway/read/packet.ts'

/** A frame as `portal hj212 decode` prints it. All keys are always there. */
export interface Decoded {
  /** Whether its CRC is right. What else it says is shown either way. */
  valid: boolean
  version: string | null
  mn: string | null
  cn: string | null
  st: string | null
  /** `2024-03-05T10:15:00+08:00` */
  dataTime: string | null
  /** By their codes as sent. */
  factors: Record<string, DecodedFactor>
  deviations: string[]
  error: string | null
}

/** What came of a factor; `flag` always. `factorCode`: of 2017, where another code came. */
export interface DecodedFactor {
  factorCode?: string | null
  flag: string | null
  unread?: Record<string, string>
  [value: string]: unknown
}

const epoch = new Date(0)
const values = ['rtd', 'min', 'avg', 'max', 'cou', 'zsRtd', 'zsMin', 'zsAvg', 'zsMax', 'eflag'] as const

export function decode(frame: Frame): Decoded {
  const { version, mn, cn, st, dataTime, factors, deviations } = readPacket(frame, epoch)
  return {
    valid: frame.crc === 'right',
    version,
    mn,
    cn,
    st,
    dataTime: cityTime(dataTime),
    factors: Object.fromEntries(factors.map((factor) => [factor.code, decodeFactor(factor)])),
    deviations: [...deviations],
    error: frame.crc === 'right' ? null : errorOf(frame),
  }
}

/** A line in which nothing looked like a frame. */
export function noFrame(isBlank: boolean): Decoded {
  const error = isBlank ? 'no frame: the line is empty' : 'no frame: there is no ## with four digits after it'
  return {
    valid: false,
    version: null,
    mn: null,
    cn: null,
    st: null,
    dataTime: null,
    factors: {},
    deviations: [],
    error,
  }
}

function decodeFactor(factor: PacketFactor): DecodedFactor {
  const { flag, factorCode } = factor
  const sent = Object.fromEntries(values.filter((name) => factor[name] !== null).map((name) => [name, factor[name]]))
  const decoded: DecodedFactor = factorCode === factor.code ? { ...sent, flag } : { factorCode, ...sent, flag }
  if (factor.sampleTime) decoded.sampleTime = cityTime(factor.sampleTime)
  if (factor.unread.length > 0)
    decoded.unread = Object.fromEntries(factor.unread.map(({ name, value }) => [name, value]))
  return decoded
}

function cityTime(at: Packet['dataTime']): string | null {
  return at && `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

function errorOf({ bytes, start, dataStart, dataEnd, end, crc }: Frame): string {
  const declared = bytes.toString('latin1', start + 2, start + headBytes)
  const right = crcText(crc16(bytes, dataStart, dataEnd))
  const given =
    dataEnd + 4 <= end && hex4(bytes, dataEnd) >= 0 ? bytes.toString('latin1', dataEnd, dataEnd + 4) : undefined
  if (crc === 'swapped') return `crc: given ${given}, should be ${right}; its two bytes are swapped`
  if (Number(declared) > mostSegmentBytes)
    return `length: given ${declared}, at most ${mostSegmentBytes} bytes are read`
  if (given !== undefined) return `crc: given ${given}, should be ${right}`
  return `cut: the length is given as ${declared}, ${end - dataStart} bytes follow, and no CRC is found`
}
