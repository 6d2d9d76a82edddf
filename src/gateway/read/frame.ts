import type { Deviation } from '#src/gateway/deviations.ts'

/** The longest data segment of the standard, in bytes. */
export const standardSegmentBytes = 1024
/** The longest that is taken: devices were seen to send 1,703. */
export const mostSegmentBytes = 8192
/** `##` and four digits. */
export const headBytes = 6
/** Head, segment, CRC, CR LF. */
export const mostFrameBytes = headBytes + mostSegmentBytes + 4 + 2

/** One frame, or what looked like one, as it lies in the bytes that came. */
export interface Frame {
  bytes: Buffer
  /** Of the same bytes. */
  view: DataView
  start: number
  /** The data segment, over which the CRC goes. */
  dataStart: number
  dataEnd: number
  /** After the CRC and the line's end. */
  end: number
  crc: 'right' | 'swapped' | 'wrong'
  /** Of the frame; those of its content follow when it is parsed. */
  deviations: Deviation[]
}
