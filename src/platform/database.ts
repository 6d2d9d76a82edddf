import { type Connection, connect } from '#db/client.ts'
import { config } from '#platform/config.ts'

let current: Connection | undefined

/** The process's one pool, opened at first use with the runtime role's rights. */
export function database(): Connection {
  const url = config().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: `npm start` sets it for the processes that it starts')
  current ??= connect(url, { name: `qingyuan-${process.env.QINGYUAN_PROCESS ?? 'web'}` })
  return current
}
