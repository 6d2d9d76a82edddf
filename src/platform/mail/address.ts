const address = String.raw`[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+`

/** One plain address, such as `office@example.org`. Whether it exists only its server knows. */
export const isMailAddress = (text: string): boolean => new RegExp(`^${address}$`).test(text) && text.length <= 254

/** An address, or a name with one: `清源 <office@example.org>`. */
export const isSender = (text: string): boolean =>
  isMailAddress(text) || (new RegExp(`^[^<>"\\r\\n]{1,80} <${address}>$`).test(text) && text.length <= 340)
