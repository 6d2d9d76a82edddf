import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { knownAreas, tagsOf } from '#platform/cache/tags.ts'
import { matrix } from '#platform/permissions/matrix.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const texts = (folder: string) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|astro)$/.test(file))
    .map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8'))

describe('what an event makes old', () => {
  const tags = (kind: string, subject: string, creditCode: string | null = null) =>
    tagsOf({ kind, subject, creditCode })
  it('a case: its page, the board and its firm', () =>
    expect(tags('case.published', 'case:4', '91430922MAFAKE06X7')).toEqual(
      expect.arrayContaining(['board', 'case:4', 'enterprise:91430922MAFAKE06X7', 'home']),
    ))
  it('a disclosure whose firm is not named: the pages of all firms', () =>
    expect(tags('disclosure.published', 'disclosure:17')).toContain('enterprise:*'))
  it('a firm: its own page and all that may hold its name', () => {
    const dropped = tags('enterprise.changed', 'enterprise:91430922MAFAKE06X7')
    expect(dropped).toEqual(
      expect.arrayContaining(['enterprise:91430922MAFAKE06X7', 'board', 'case:*', 'disclosure:*']),
    )
    expect(dropped).not.toContain('enterprise:*')
  })
  it('a sign-in or a draft that is saved: nothing', () => {
    expect(tags('account.signed_in', 'account:a')).toEqual([])
    expect(tags('draft.saved', 'draft:1')).toEqual([])
  })
  it('an event that nobody has thought of: everything', () =>
    expect(tags('novelty.happened', 'novelty:1')).toEqual(['*']))
})

describe('the words agree', () => {
  it('every kind of event that the code writes is of a known area', () => {
    const kinds = texts('src').flatMap((text) =>
      text.includes('recordEvent')
        ? [...text.matchAll(/'([a-z_]+)\.[a-z_]+'/g)].map(([whole]) => whole.slice(1, -1))
        : [],
    )
    const events = kinds.filter((kind) => !(kind in matrix))
    expect(events.length).toBeGreaterThan(5)
    expect(events.filter((kind) => !knownAreas.includes(kind.split('.')[0] ?? ''))).toEqual([])
  })

  it('every tag that a page carries is dropped by some event, or stands for files of the release', () => {
    const carried = texts('src/pages').flatMap((text) =>
      [...text.matchAll(/cache\.set\(\{[^}]*?tags: \[([^\]]*)\]/g)].flatMap(([, list]) =>
        [...(list ?? '').matchAll(/['`]([a-z]+)/g)].map(([, tag]) => tag as string),
      ),
    )
    const subjects = {
      campaign: 'campaign:1',
      case: 'case:1',
      county_return: 'county_return:1',
      disclosure: 'disclosure:1',
      enterprise: 'enterprise:X',
      draw: 'draw:1',
      grid: 'grid:430922',
      ledger: 'ledger:430922-2026-10',
      problem: 'problem:1',
      inspection: 'inspection:1',
      rates: 'rates:days',
      readings: 'readings:gateway',
      report_outcome: 'report:1',
      story: 'story:1',
      supervision: 'supervision:1',
      unprosecuted: 'unprosecuted:order_without_case:1',
    }
    const dropped = Object.entries(subjects).flatMap(([area, subject]) =>
      tagsOf({ kind: `${area}.changed`, subject, creditCode: null }).map((tag) => tag.replace(/:.*/, '')),
    )
    expect(carried.length).toBeGreaterThan(5)
    expect(carried.filter((tag) => tag !== 'library' && !dropped.includes(tag))).toEqual([])
  })
})
