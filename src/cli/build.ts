import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = ['src', 'content', 'public', 'db', 'astro.config.mjs', 'package-lock.json']

/** Builds the site when there is no build or a source is newer than it. @throws with the build's own words */
export function build(): void {
  const entry = join(root, 'dist/server/entry.mjs')
  const built = existsSync(entry) ? statSync(entry).mtimeMs : 0
  if (built > 0 && sources.every((source) => newest(join(root, source)) < built)) return
  console.log('Building the site ...')
  const done = spawnSync(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
  if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}\n${done.stderr}`)
}

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
}
