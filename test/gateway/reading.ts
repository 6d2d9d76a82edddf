import type { Packet } from '#domain/monitoring/input/packet.ts'
import type { Frame } from '#src/gateway/read/frame.ts'
import { FrameReader } from '#src/gateway/read/frame-reader.ts'
import { readPacket } from '#src/gateway/read/packet.ts'

export const arrival = new Date('2024-03-05T10:15:07+08:00')

export interface Read {
  crc: Frame['crc']
  packet: Packet
}

/** All frames of a stream that comes in these chunks and then ends. */
export function readAll(...chunks: Buffer[]): Read[] {
  const found: Read[] = []
  const reader = new FrameReader((frame) => found.push({ crc: frame.crc, packet: readPacket(frame, arrival) }))
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return found
}

/** The packets of the frames whose CRC is right. */
export const readGood = (...chunks: Buffer[]): Packet[] =>
  readAll(...chunks).flatMap(({ crc, packet }) => (crc === 'right' ? [packet] : []))

/** The one packet of these bytes. */
export function readOne(bytes: Buffer): Packet {
  const [packet, ...others] = readGood(bytes)
  if (!packet || others.length > 0) throw new Error(`not one frame: ${bytes}`)
  return packet
}

/** Bytes cut at the given places. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge))
}
