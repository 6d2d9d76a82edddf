import type { Figures } from '#db/seed/city/figures.ts'
import { figuresOf } from '#db/seed/city/figures.ts'
import type { Filing } from '#db/seed/city/filing.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { hangingTogether } from '#db/seed/city/plausible.ts'
import { correctionReasons } from '#db/seed/city/words.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

export interface Disclosure {
  id: number
  firm: Enterprise
  year: number
  version: number
  state: 'published' | 'superseded'
  supersedesId: number | null
  correctionReason: string | null
  signedName: string
  publishedAt: string
  rows: Figures[]
}

/** The published versions, numbered in the order of their publication. A few were corrected by a second version. */
export function makeDisclosures(scene: Scene, filings: readonly Filing[]): Disclosure[] {
  type Version = Omit<Disclosure, 'id' | 'supersedesId'>
  const made = filings.flatMap(({ firm, year, publishedAt }): Version[] => {
    const random = scene.random('disclosure', firm.creditCode, year)
    const signedName = random.chance(0.6) ? firm.legalRepresentative : firm.officer
    const rows = hangingTogether(scene.random('hanging', firm.creditCode, year), figuresOf(scene, firm, year))
    const first = { firm, year, version: 1, signedName, publishedAt, rows, correctionReason: null }
    const correctedOn = addDays(publishedAt.slice(0, 10), random.int(9, 68))
    const corrected = (firm.role === 'cementWorks' && year === scene.year - 1) || (!firm.role && random.chance(0.026))
    if (!corrected || correctedOn >= scene.today) return [{ ...first, state: 'published' }]
    const correction = correct(random, rows)
    return [
      { ...first, state: 'superseded', rows: correction.mistaken },
      {
        ...first,
        version: 2,
        state: 'published',
        publishedAt: at(correctedOn, random.int(9, 17), random.int(0, 59)),
        correctionReason: correction.reason,
      },
    ]
  })
  const ordered = made.sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1))
  const numbered: Disclosure[] = ordered.map((disclosure, i) => ({ ...disclosure, id: i + 1, supersedesId: null }))
  for (const disclosure of numbered) {
    if (disclosure.version === 1) continue
    const { firm, year } = disclosure
    disclosure.supersedesId = numbered.find((other) => other.firm === firm && other.year === year)?.id ?? null
  }
  return numbered
}

/** What stood in the first version by mistake: one outlet's maximum and total, as the reason says. */
function correct(random: Random, rows: readonly Figures[]): { mistaken: Figures[]; reason: string } {
  const candidates = rows.filter((row) => row.state === 'measured' && row.totalTonnes !== null)
  if (candidates.length === 0) return { mistaken: [...rows], reason: correctionReasons[4] }
  const wrong = random.pick(candidates)
  const factor = random.between(1.06, 1.18)
  const mistaken = rows.map((row) =>
    row === wrong ? { ...row, totalTonnes: Number(((row.totalTonnes as number) * factor).toPrecision(4)) } : row,
  )
  return { mistaken, reason: correctionReasons[wrong.origin === 'online' ? 1 : 3] }
}
