import type { FactorEntry } from '#db/seed/reference-files.ts'
import reference from '../../content/reference/factors.json' with { type: 'json' }

/** A code of ours, or one that devices of 2005 send for it. */
export interface KnownCode {
  /** Of 2017. */
  factorCode: string
  medium: FactorEntry['medium']
  edition: '2005' | '2017'
}

/** Source: content/reference/factors.json (`code`, `legacyCode`), which names its own sources. */
const known = new Map<string, KnownCode>()
for (const { code, legacyCode, medium } of reference.factors as FactorEntry[]) {
  known.set(code.toLowerCase(), { factorCode: code, medium, edition: '2017' })
  if (legacyCode) known.set(legacyCode.toLowerCase(), { factorCode: code, medium, edition: '2005' })
}

/** Codes are compared without regard to case; undefined for one that we don't know. */
export const findCode = (code: string): KnownCode | undefined => known.get(code.toLowerCase())

/** Which edition a code looks like, known or not: `w01018`, `011`, `B01`; undefined for `Leq`, `O3`. */
export function editionOf(code: string): '2005' | '2017' | undefined {
  if (/^[aweg]\d{5}$/i.test(code)) return '2017'
  return findCode(code)?.edition ?? (/^\d{2,3}$/.test(code) ? '2005' : undefined)
}
