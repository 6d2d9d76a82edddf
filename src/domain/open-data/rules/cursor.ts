/** The cursor that a reader gets: which list and order it is of, and the place. Nobody need read it. */
export const sealCursor = (list: string, sort: unknown, place: string): string =>
  Buffer.from(JSON.stringify([list, sort ?? '', place])).toString('base64url')

/** The place; undefined when it is no cursor of ours, or that of another list or order. */
export function openCursor(list: string, sort: unknown, cursor: string): string | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== list || parts[1] !== (sort ?? '')) return undefined
    return typeof parts[2] === 'string' && !parts[2].includes('\u0000') ? parts[2].toWellFormed() : undefined
  } catch {
    return undefined
  }
}
