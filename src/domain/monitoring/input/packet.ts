/** HJ/T 212-2005, HJ 212-2017, HJ 212-2025, and the older dialect of surface-water stations, which has the version bits of 2025. */
export type ProtocolVersion = '2005' | '2017' | '2025' | 'surface_water'

/** One frame whose CRC fits, as the gateway read it: tolerantly, with every departure from the protocol named. */
export interface Packet {
  receivedAt: Date
  /** The whole frame as it came. */
  raw: Buffer
  /** By the version bits of the Flag, or, without one, by its factor codes; null when neither tells. */
  version: ProtocolVersion | null
  /** The request number, as it came: an answer carries it back. */
  qn: string | null
  st: string | null
  cn: string | null
  pw: string | null
  mn: string | null
  /** 0 to 255; null when none came. */
  flag: number | null
  pnum: number | null
  pno: number | null
  /** By the device's clock: the moment of a real-time value, the start of a minute, hour or day. */
  dataTime: Date | null
  factors: readonly PacketFactor[]
  facilities: readonly PacketFacility[]
  texts: readonly PacketText[]
  /** What else its content says: QnRtn, RestartTime, SystemTime ... */
  items: readonly PacketItem[]
  deviations: readonly string[]
}

/** The values of one factor, in the unit that the device sends. */
export interface PacketFactor {
  /** As sent. */
  code: string
  /** Of 2017; null for a code that we don't know. */
  factorCode: string | null
  rtd: number | null
  min: number | null
  avg: number | null
  max: number | null
  cou: number | null
  zsRtd: number | null
  zsMin: number | null
  zsAvg: number | null
  zsMax: number | null
  flag: string | null
  eflag: string | null
  sampleTime: Date | null
  /** As sent: what is not a number where one belongs, and items that have no place above. */
  unread: readonly PacketItem[]
}

/** State of a treatment facility (SB1-RS, SB1-RT). */
export interface PacketFacility {
  code: string
  /** 0 off, 1 running, 2 calibration, 3 maintenance, 4 alarm, 5 blow-back. */
  state: number | null
  /** Running hours of the day. */
  hours: number | null
}

/** Device information: its log, parameters, the identity of an instrument. */
export interface PacketText {
  code: string
  /** `Info`, `SN`. */
  item: string
  text: string
}

export interface PacketItem {
  name: string
  value: string
}
