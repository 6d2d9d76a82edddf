import type { ProtocolVersion } from '#domain/monitoring/input/packet.ts'
import { edition2025 } from '#src/gateway/edition-2025.ts'

/** Bits of the Flag: `V5 V4 V3 V2 V1 V0 D A`. Source: HJ 212-2017, 6.3.2 */
export const flagBits = { wantsAnswer: 1, hasPacketNumbers: 2, versionShift: 2 } as const

/** Surface water: such a station with the version bits of 2025 speaks its own, older dialect. */
const surfaceWaterSt = '21'

/** The edition that a Flag names; null for bits that no edition has. */
export function versionOf(flag: number, st: string | null): ProtocolVersion | null {
  const bits = flag >> flagBits.versionShift
  if (bits === 0) return '2005'
  if (bits === 1) return '2017'
  if (bits !== edition2025.versionBits) return null
  return st === surfaceWaterSt ? 'surface_water' : '2025'
}

/** The Flag of a packet of ours in the given edition. */
export function flagOf(version: ProtocolVersion | null, { wantsAnswer = false, isPart = false } = {}): number {
  const bits = version === '2005' || version === null ? 0 : version === '2017' ? 1 : edition2025.versionBits
  const asked = (wantsAnswer ? flagBits.wantsAnswer : 0) | (isPart ? flagBits.hasPacketNumbers : 0)
  return (bits << flagBits.versionShift) | asked
}

/**
 * Commands of 2005 and 2017, and the heartbeat of the surface-water dialect.
 * Source: HJ 212-2017, table 9; of 2005 alone: 2071, 2072 (alarms), 9021, 9022 (log in)
 */
const knownCommands = new Set<string>([
  ...['1000', '1011', '1012', '1013', '1061', '1062', '1063', '1064', '1072'],
  ...['2011', '2012', '2021', '2022', '2031', '2041', '2051', '2061', '2071', '2072', '2081'],
  ...['3011', '3012', '3013', '3014', '3015', '3016', '3017', '3018', '3019', '3020', '3021'],
  ...['9011', '9012', '9013', '9014', '9021', '9022'],
  ...edition2025.commands,
])

export const isKnownCommand = (cn: string) => knownCommands.has(cn)

/** A notice, which bears no data, is answered with 9013 and not with 9014: the device asks for the right time. */
export const isNotice = (cn: string | null) => cn === '1013'

/** What ends an exchange and is never answered. */
const answers = new Set(['9011', '9012', '9013', '9014', '9022'])

export const isAnswer = (cn: string | null) => cn !== null && answers.has(cn)
