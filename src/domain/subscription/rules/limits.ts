/** Against those who would have us write to others: so many letters that ask for a yes. */
export const askLimits = {
  /** A link in such a letter is good so long, and the row is kept so long. Hours. */
  confirmWithinHours: 48,
  /** To one address within a day. */
  perAddress: 3,
  /** In all within an hour. */
  inAll: 300,
  /** What one address may follow. */
  each: 50,
}
