import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const run = (command: string, ...args: string[]) => {
  const done = spawnSync(process.execPath, [`node_modules/${command}`, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
  })
  return { status: done.status, said: `${done.stdout}\n${done.stderr}`.slice(-8000) }
}

it('the sources are in order (Biome)', { timeout: 60_000 }, () => {
  const { status, said } = run('@biomejs/biome/bin/biome', 'check', '.')
  expect(status, said).toBe(0)
})

it('the types agree, pages included (astro check)', { timeout: 300_000 }, () => {
  const { status, said } = run('astro/bin/astro.mjs', 'check')
  expect(status, said).toBe(0)
})

it('nothing is left that nobody uses (knip)', { timeout: 120_000 }, () => {
  const { status, said } = run('knip/bin/knip.js', '--config', 'knip.json')
  expect(status, said).toBe(0)
})

it('the migrations are those of the schema (drizzle-kit)', { timeout: 60_000 }, () => {
  const { status, said } = run(
    'drizzle-kit/bin.cjs',
    'generate',
    '--config',
    'db/drizzle.config.ts',
    '--name',
    'must_not_exist',
  )
  expect(status, said).toBe(0)
  expect(said).toContain('No schema changes')
})
