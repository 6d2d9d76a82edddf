import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const resolve = { alias: { 'astro:actions': fileURLToPath(new URL('support/astro-actions.ts', import.meta.url)) } }

/** Nothing of one file is left for the next (each has a database of its own), so what they import is read once. */
const isolate = false

export default defineConfig({
  root,
  test: {
    // One after another where a browser or a server is the bottleneck; files side by side elsewhere.
    projects: [
      {
        root,
        resolve,
        test: {
          name: 'domain',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/routes/**', 'test/cli/**'],
          isolate,
          globalSetup: ['test/support/postgres.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'site',
          include: ['test/browser/**/*.test.ts', 'test/routes/**/*.test.ts', 'test/cli/**/*.test.ts'],
          globalSetup: ['test/support/postgres.setup.ts', 'test/support/site.setup.ts'],
          isolate,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
    reporters: ['default'],
    // One more than the processors of a small machine: a third of the time a file waits for a page, a worker or a clock.
    maxWorkers: 3,
  },
})
