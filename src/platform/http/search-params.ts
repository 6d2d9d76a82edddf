import { z } from 'zod'

/** A page's address, parsed: the values, or what is wrong with each parameter (shown above the list; the page answers 400). */
export type ParsedSearch<T> = { values: T; problems: { field: string; message: string; given: string }[] }

/**
 * Parses a URL's parameters with a schema. A parameter that is wrong is reported and left out, so that the rest of the
 * state still shows; a repeated one becomes a list.
 */
export function parseSearch<S extends z.ZodObject>(schema: S, params: URLSearchParams): ParsedSearch<z.infer<S>> {
  const given = givenIn(params)
  const first = schema.safeParse(given)
  if (first.success) return { values: first.data, problems: [] }
  const problems = first.error.issues.map((issue) => ({
    field: String(issue.path[0] ?? ''),
    message: issue.message,
    given: String(given[String(issue.path[0])] ?? '').slice(0, 80),
  }))
  for (const { field } of problems) delete given[field]
  return { values: schema.parse(given), problems }
}

/**
 * An API's parameters, parsed whole or not at all. A name that is not documented is refused: a filter with a slip of the pen
 * would otherwise silently give everything.
 * @throws ZodError naming each wrong parameter
 */
export function parseApiSearch<S extends z.ZodObject>(schema: S, params: URLSearchParams): z.infer<S> {
  const given = givenIn(params)
  const known = Object.keys(schema.shape)
  const unknown = Object.keys(given).filter((name) => !known.includes(name))
  const parsed = schema.safeParse(given)
  if (parsed.success && unknown.length === 0) return parsed.data
  throw new z.ZodError([
    ...unknown.slice(0, 10).map((name) => ({
      code: 'custom' as const,
      path: [name.slice(0, 40)],
      message: `There is no such parameter; allowed: ${known.join(', ')}`,
      input: undefined,
    })),
    // One of a repeated parameter's values is still that parameter.
    ...(parsed.error?.issues ?? []).map((issue) => ({ ...issue, path: issue.path.slice(0, 1) })),
  ])
}

/** Parameters by name; empty ones are as good as absent, repeated ones become a list. */
function givenIn(params: URLSearchParams): Record<string, string | string[]> {
  const given: Record<string, string | string[]> = Object.create(null) // `__proto__` is a name like any other
  for (const key of new Set(params.keys())) {
    const all = params.getAll(key).filter((value) => value !== '')
    if (all.length > 0) given[key] = all.length === 1 ? (all[0] as string) : all
  }
  return given
}
