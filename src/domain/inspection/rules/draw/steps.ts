const hourMs = 3_600_000

/** Who may take the second step: another person than the first at once, the same one when the hours are over. */
export const mayRun = (
  { committedBy, committedAt }: { committedBy: string | null; committedAt: Date },
  userId: string,
  now: Date,
  hours: number,
): boolean => committedBy !== userId || now.getTime() >= committedAt.getTime() + hours * hourMs

/** When the seed is public: all inspections of the draw are over, or so many days after the last day on which they were due. */
export const isRevealDue = ({ toOn, open }: { toOn: string; open: number }, now: Date, days: number): boolean =>
  open === 0 || now.getTime() >= Date.parse(`${toOn}T24:00:00+08:00`) + days * 24 * hourMs
