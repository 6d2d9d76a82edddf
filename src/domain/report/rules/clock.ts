/** An instant as it is kept of a reporter: the hour, so that it cannot be laid beside what a network recorded. */
export function toTheHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
}
