import type { Enterprise, Outlet } from '#db/seed/city/model.ts'

export interface Facility {
  outlet: Outlet
  /** TW001 treats water, TA001 air; numbered through the firm. */
  code: string
  name: string
  process: string
  capacity: number
  capacityUnit: string
}

/** A firm's treatment facilities in the order of its outlets: one where an outlet is treated. */
export function facilitiesOf(firm: Enterprise): Facility[] {
  const numbers = { water: 0, air: 0 }
  return firm.outlets.flatMap((outlet) =>
    outlet.treatment
      ? [
          {
            outlet,
            code: `${outlet.medium === 'water' ? 'TW' : 'TA'}${String(++numbers[outlet.medium]).padStart(3, '0')}`,
            ...outlet.treatment,
          },
        ]
      : [],
  )
}
