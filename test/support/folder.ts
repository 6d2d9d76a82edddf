import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder of this test file's own, gone when it is done; inside a test `useFolder(onTestFinished)`. */
export function useFolder(whenDone: (remove: () => void) => unknown = afterAll): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingyuan-test-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
