import sharp from 'sharp'
import type { Db } from '#db/client.ts'
import { cleanNext, releaseClaims } from '#domain/report/commands/clean-evidence.ts'
import { log } from '#platform/log.ts'

const pauseMs = 1_000

/**
 * Draws waiting evidence anew, one file after another, so that the worker's memory does not grow with what comes in; until stopped.
 * A file in hand when the process ends is taken up again at the next start.
 */
export function startCleaning(db: Db) {
  sharp.cache(false)
  sharp.concurrency(1)
  let isStopping = false
  let wake = () => {}
  const loop = (async () => {
    await releaseClaims(db).catch((error) => log.error({ err: error }, 'evidence'))
    while (!isStopping) {
      const isMore = await cleanNext(db).catch((error) => {
        log.error({ err: error }, 'evidence not cleaned; tried again')
        return false
      })
      if (isMore) continue
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, pauseMs)
      })
    }
  })()
  return {
    async stop() {
      isStopping = true
      wake()
      await loop
    },
  }
}
