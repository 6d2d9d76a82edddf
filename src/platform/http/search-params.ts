import type { z } from 'zod'

/** A page's address, parsed: the values, or what is wrong with each parameter (shown above the list; the page answers 400). */
export type ParsedSearch<T> = { values: T; problems: { field: string; message: string; given: string }[] }

/**
 * Parses a URL's parameters with a schema. A parameter that is wrong is reported and left out, so that the rest of the
 * state still shows; a repeated one becomes a list.
 */
export function parseSearch<S extends z.ZodObject>(schema: S, params: URLSearchParams): ParsedSearch<z.infer<S>> {
  const given: Record<string, string | string[]> = {}
  for (const key of new Set(params.keys())) {
    const all = params.getAll(key).filter((value) => value !== '')
    if (all.length > 0) given[key] = all.length === 1 ? (all[0] as string) : all
  }
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
