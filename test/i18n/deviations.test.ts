import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { deviationMessages } from '#src/i18n/messages/deviations.ts'

it('docs/hj212.md names every deviation, in the words of the pages', () => {
  const rows = readFileSync('docs/hj212.md', 'utf8').matchAll(/^\| `(\w+)`\s+\| (.+?)\s+\| (.+?)\s+\|$/gm)
  const { zh, en } = deviationMessages
  const documented = [...rows].filter(([, name]) => name && name in zh).map(([, name, ...words]) => [name, ...words])
  expect(documented).toEqual(
    Object.keys(zh).map((name) => [name, zh[name as keyof typeof zh], en[name as keyof typeof en]]),
  )
})
