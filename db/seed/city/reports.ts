import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Outlet } from '#db/seed/city/model.ts'

/** A laboratory's round gives one report for an outlet and year. */
export const reportNoOf = ({ year, firm }: Pick<Disclosure, 'year' | 'firm'>, { code }: Pick<Outlet, 'code'>) =>
  `SY${year - 1}-${String(firm.id).padStart(4, '0')}-${code}`
