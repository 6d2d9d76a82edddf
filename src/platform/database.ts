import { type Connection, connect } from '#db/client.ts'
import { config } from '#platform/config.ts'

/**
 * So many that the saves of a rush reach the disk together: each waits for the disk at its end, and those that wait at the same
 * time are written at once. How many pages and forms go beside them is decided before (platform/http/lanes.ts).
 */
const connections = 24

let current: Connection | undefined

/** The process's one pool, opened at first use with the runtime role's rights. */
export function database(): Connection {
  const url = config().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: `npm start` sets it for the processes that it starts')
  current ??= connect(url, { max: connections, name: `qingyuan-${process.env.QINGYUAN_PROCESS ?? 'web'}` })
  return current
}
