import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '#platform/config.ts'

let current: string | undefined

/**
 * The installation's secret: signs cookies, encrypts second factors, keys what is kept of client addresses. From
 * BETTER_AUTH_SECRET, or made at the first start and kept in DATA_DIR, readable by its owner alone.
 */
export function authSecret(): string {
  current ??= config().BETTER_AUTH_SECRET ?? keptIn(join(config().DATA_DIR, 'secret'))
  return current
}

/** A short name for a value that must not be kept in clear: the same in this installation, unreadable elsewhere. */
export function sealed(purpose: string, ...values: string[]): string {
  return createHmac('sha256', authSecret())
    .update(JSON.stringify([purpose, ...values]))
    .digest('base64url')
    .slice(0, 32)
}

function keptIn(file: string): string {
  mkdirSync(config().DATA_DIR, { recursive: true })
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' }) // fails when another was quicker
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
