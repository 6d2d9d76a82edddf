import type { Db } from '#db/client.ts'
import { cleanNext, releaseClaims } from '#domain/report/commands/clean-evidence.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { log } from '#platform/log.ts'
import { startDrawing } from '#platform/storage/draw.ts'

const pauseMs = 1_000

/**
 * Draws waiting evidence anew, one file after another and in a process beside the worker, so that its memory does not grow with what comes
 * in; until stopped.
 * A file in hand when the process ends is taken up again at the next start.
 */
export function startCleaning(db: Db) {
  const drawing = startEvidenceDrawing()
  let isStopping = false
  let wake = () => {}
  const loop = (async () => {
    await releaseClaims(db).catch((error) => log.error({ err: error }, 'evidence'))
    while (!isStopping) {
      const isMore = await cleanNext(db, drawing).catch((error) => {
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
      drawing.stop()
    },
  }
}

export const startEvidenceDrawing = () =>
  startDrawing({ seconds: reportLimits.heicSeconds, heicPixels: reportLimits.heicPixels })
