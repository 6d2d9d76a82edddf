/** What the server lets happen. Nothing is dropped for being too much: its sender is not read from until there is room. */
export const defaultLimits = {
  connections: 4000,
  /** Devices behind one provider's address share it. */
  connectionsOfAddress: 1000,
  /** Connections of one device; beyond, the oldest is closed. */
  linesOfDevice: 2,
  framesPerMinute: 600,
  /** Frames that may come at once before the rate holds them back. */
  burst: 120,
  /** Packets, and their bytes, that wait for their commit. */
  waitingPackets: 8000,
  waitingBytes: 8 * 1024 * 1024,
  packetsOfCommit: 1000,
  /** Batches on their way at a time, each of other devices. */
  commitsAtOnce: 2,
  /** Silence after which a frame without line end is taken as it is. */
  settleMs: 250,
  /** Time for a frame from its head to its last byte. */
  halfFrameMs: 30_000,
  /** How often in a row a line may leave a frame half sent. */
  halfFrames: 3,
  /** Bytes without a frame after which a line is closed. */
  noiseBytes: 256 * 1024,
  idleMs: 10 * 60_000,
  /** Between two tries to commit, growing up to the second. */
  retryMs: [200, 5000] as readonly [number, number],
}
export type Limits = typeof defaultLimits
