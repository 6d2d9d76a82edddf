/** The last part of a standard's address: `GB 4915-2013` is at /library/standards/gb-4915-2013. */
export function standardSlug(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
