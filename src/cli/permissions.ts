import { writeFileSync } from 'node:fs'
import { publishedMatrix } from '#platform/permissions/publish.ts'

/** `portal permissions`: the published matrix, next to the code that enforces it. */
export function writePermissions(): void {
  writeFileSync(new URL('../../docs/permissions.md', import.meta.url), publishedMatrix())
  console.log('docs/permissions.md is written.')
}
