import type { media } from '#db/vocabulary.ts'
import reference from '../../../../content/reference/online-rules.json' with { type: 'json' }

type Medium = (typeof media)[number]

/** Of several sets the one that holds on a day; before the first there was none, and it stands in. */
const on = <T extends { validFrom: string }>(sets: readonly T[], day: string): T =>
  sets.findLast(({ validFrom }) => validFrom <= day) ?? (sets[0] as T)

/** When a day or month of gas counts. */
export const airValidityOn = (day: string) => on(reference.validity.air, day)
/** When a day of water counts. */
export const waterValidityOn = (day: string) => on(reference.validity.water, day)
/** Goal, factors and term for corrections of the transmission effective rate. */
export const rateRuleOn = (day: string) => on(reference.rates, day)
/** How firms may mark hours. */
export const markRuleOn = (day: string) => on(reference.marks, day)
/** What is asked of devices, and when: periods that are missing, the right time. */
export const requestRuleOn = (day: string) => on(reference.requests, day)
export type RequestRule = ReturnType<typeof requestRuleOn>
/** How many frames of a device are kept that is not registered or sends a wrong password: each its last ones, of the newest devices. */
export const unknownRuleOn = (day: string) => on(reference.unknown, day)
/** What is worth an inspection. */
export const signRuleOn = (day: string) => on(reference.signs, day)

export type SignRule = ReturnType<typeof signRuleOn>

/** The factors whose hours count for the rate of a medium, by code. */
export const ratedFactorsOn = (day: string, medium: Medium): readonly string[] => rateRuleOn(day).factors[medium]
export const allRatedFactorsOn = (day: string): readonly string[] => Object.values(rateRuleOn(day).factors).flat()
/** 流量: has no limit, and is the weight of a day of water. */
export const flowFactors = { water: 'w00000', air: 'a00000' } as const satisfies Record<Medium, string>
