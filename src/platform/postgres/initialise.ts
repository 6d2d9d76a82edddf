import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '#platform/postgres/place.ts'

/** The account that owns the embedded server's databases. */
export const OWNER = 'qingyuan'

/** The owner's password, made at random when the data folder is. */
export const passwordFile = (place: Place) => `${place.data}.password`

/** The environment of PostgreSQL's programs: nothing of ours leaks in. */
export const programEnvironment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }

/** Makes the data folder unless it is there. Made under another name first: a start that broke off leaves nothing half done. */
export function initialise(place: Place): void {
  if (existsSync(join(place.data, 'PG_VERSION'))) return
  const unfinished = `${place.data}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(place.data, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const file = passwordFile(place)
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (place.account) for (const path of [unfinished, file]) chownSync(path, place.account.uid, place.account.gid)
  const options = [
    `--pgdata=${unfinished}`,
    `--username=${OWNER}`,
    '--auth=scram-sha-256',
    `--pwfile=${file}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
  ]
  const made = spawnSync(join(place.programs, 'bin', 'initdb'), options, {
    ...place.account,
    cwd: '/',
    encoding: 'utf8',
    env: programEnvironment,
  })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  renameSync(unfinished, place.data)
}
