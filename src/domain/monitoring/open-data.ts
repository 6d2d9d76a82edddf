import type { OutletMonth } from '#domain/monitoring/queries/rates/read-on.ts'
import { rateOfCounts } from '#domain/monitoring/rules/rates/rate.ts'

/** An outlet's month as the downloads give it: hours, and shares from 0 to 1. */
export const rateLine = ({ outletId: _, ...row }: OutletMonth) => ({ ...row, ...rateOfCounts(row) })
