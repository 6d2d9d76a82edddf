/** One frame whose CRC fits, as the gateway read it: tolerantly, with every departure from the protocol named. */
export interface Packet {
  receivedAt: Date
  /** The whole frame as it came. */
  raw: Buffer
  mn: string | null
  pw: string | null
  cn: string | null
  /** By the device's clock: the moment of a real-time value, the start of a minute, hour or day. */
  dataTime: Date | null
  factors: readonly PacketFactor[]
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
}
