import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { deviations } from '#src/gateway/deviations.ts'
import { deviationRemedies, errorRemedies, frameAdvice } from '#src/i18n/messages/deviation-remedies.ts'
import { deviationMessages } from '#src/i18n/messages/deviations.ts'

it('docs/hj212.md names every deviation, in the words of the pages', () => {
  const rows = readFileSync('docs/hj212.md', 'utf8').matchAll(/^\| `(\w+)`\s+\| (.+?)\s+\| (.+?)\s+\|$/gm)
  const { zh, en } = deviationMessages
  const documented = [...rows].filter(([, name]) => name && name in zh).map(([, name, ...words]) => [name, ...words])
  expect(documented).toEqual(
    Object.keys(zh).map((name) => [name, zh[name as keyof typeof zh], en[name as keyof typeof en]]),
  )
})

it('every deviation says what to change on the device, in both languages; of a frame that was cut off only that it was', () => {
  for (const locale of ['zh', 'en'] as const) {
    expect(Object.keys(deviationRemedies[locale])).toEqual(Object.keys(deviationMessages[locale]))
    for (const name of deviations)
      expect(frameAdvice(locale, { error: null, deviations: [name] })).toEqual([
        expect.stringContaining(deviationRemedies[locale][name]),
      ])
    expect(frameAdvice(locale, { error: null, deviations: [] })).toEqual([])
    expect(frameAdvice(locale, { error: 'cut: the length', deviations: ['flag_missing'] })).toEqual([
      errorRemedies[locale].cut(),
    ])
  }
})
