/** What judging one outlet needs to know. */
export interface OutletToJudge {
  outletId: number
  medium: 'water' | 'air'
  /** Of a factor on the day of a moment, in the unit of its readings. */
  limitAt(factorCode: string, unit: string, atMs: number): { limitMin: number | null; limitMax: number } | null
  /** What takes an hour out besides its flag: `stop`, approved, or the firm's mark (`mark_…`). */
  excuseAt(factorCode: string, atMs: number): string | null
  now: Date
}
