import { type Connection, type ConnectOptions, connect } from '#db/client.ts'
import { config } from '#platform/config.ts'

const pools: { reading?: Connection; writing?: Connection; identity?: Connection } = {}

/** The process's pool, opened at first use with the runtime role's rights. */
export function database(): Connection {
  pools.reading ??= open({})
  return pools.reading
}

/**
 * The pool for requests that write. Larger, because each write waits for the disk at its end, and those that wait at the same
 * time reach it together; apart, so that no save waits behind the lists of readers; and a command asks for one record by its
 * key, always the same way, so that its statements are planned once.
 */
export function writingDatabase(): Connection {
  pools.writing ??= open({ max: 24, plans: 'once' })
  return pools.writing
}

/** For the openings of reporters' identities alone: its role reads them, and next to nothing else. */
export function identityDatabase(): Connection {
  pools.identity ??= open({ as: 'identity', max: 1 })
  return pools.identity
}

/** Closes what was opened. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([pools.reading?.close(), pools.writing?.close(), pools.identity?.close()])
}

function open(options: ConnectOptions): Connection {
  const url = config().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: `npm start` sets it for the processes that it starts')
  return connect(url, { ...options, name: `qingyuan-${process.env.QINGYUAN_PROCESS ?? 'web'}` })
}
