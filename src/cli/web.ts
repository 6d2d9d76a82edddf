/** The web process: serves the built site. Started by `portal start`; ends with it. */
import { fileURLToPath } from 'node:url'
import { followEvents } from '#platform/cache/follow.ts'
import { config } from '#platform/config.ts'
import { closeDatabase } from '#platform/database.ts'
import { createWebServer } from '#platform/http/server.ts'
import { log } from '#platform/log.ts'
import { endTogether } from '#src/cli/process.ts'

const dist = new URL('../../dist/', import.meta.url)
const { handler } = await import(new URL('server/entry.mjs', dist).href)
const { PORT, HOST, DATABASE_URL } = config()
const events = DATABASE_URL ? followEvents(DATABASE_URL) : undefined
const server = createWebServer(handler, fileURLToPath(new URL('client/', dist)))

server.once('error', (error: NodeJS.ErrnoException) => {
  log.error(error.code === 'EADDRINUSE' ? `PORT ${PORT} is taken on ${HOST}; set PORT to another` : error.message)
  process.exit(1)
})
server.listen(PORT, HOST, () => process.send?.('ready'))

endTogether(async () => {
  server.close()
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 3000).unref()
  await new Promise((resolve) => server.once('close', resolve))
  await Promise.all([events?.close(), closeDatabase()])
})
