/** `npm test`: everything, and at the end the one line that says how it went. */
import { startVitest } from 'vitest/node'

const only = process.argv.slice(2)
process.env.LOG_LEVEL ??= 'silent'
process.env.DATA_DIR ??= 'test/.tmp/data' // never the files of the installation beside it
process.env.ASTRO_TELEMETRY_DISABLED = '1'

let failure: unknown
const vitest = await startVitest('test', only, { config: 'test/vitest.config.ts', watch: false }).catch((error) => {
  failure = error
  return undefined
})
await vitest?.close().catch((error) => {
  failure = error
})
if (failure) {
  console.error(failure)
  process.exitCode = 1
}

const tests = (vitest?.state.getTestModules() ?? []).flatMap((module) => [...module.children.allTests()])
const count = (state: string) => tests.filter((test) => test.result().state === state).length
const brokenFiles = (vitest?.state.getTestModules() ?? []).filter(
  (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
)
const failed =
  count('failed') +
  brokenFiles.length +
  (vitest?.state.getUnhandledErrors().length ?? 0) +
  (failure || tests.length === 0 ? 1 : 0)
const skipped = count('skipped')
if (failed > 0 || tests.length === 0) process.exitCode = 1
console.log(`\ntests: ${count('passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit()
