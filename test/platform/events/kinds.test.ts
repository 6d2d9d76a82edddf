import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { matrix } from '#platform/permissions/matrix.ts'
import { eventKind } from '#src/i18n/messages/event.ts'

const src = fileURLToPath(new URL('../../../src/', import.meta.url))

/** The kinds that the sources write: quoted words with a point in the files that record events, permissions apart. */
function kindsInSources(): string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const texts = files.map((file) => readFileSync(src + file, 'utf8')).filter((text) => text.includes('recordEvent'))
  const quoted = texts.flatMap((text) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1] ?? ''))
  return [...new Set(quoted)].filter((word) => !(word in matrix)).sort()
}

it('every kind of event has its words in both languages', () => {
  const kinds = kindsInSources()
  expect(kinds).toContain('disclosure.published')
  expect(kinds.filter((kind) => eventKind('zh', kind) === kind || eventKind('en', kind) === kind)).toEqual([])
})
