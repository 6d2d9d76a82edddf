import type { z } from 'zod'
import { DomainError } from '#platform/errors.ts'

/**
 * A form read by its schema; fields of the names in `lists` may come several times. `words` says of each field what it should
 * be, `fallback` speaks where a hidden field is wrong.
 * @throws DomainError rule_broken with a problem at each wrong field
 */
export function readForm<S extends z.ZodType>(
  schema: S,
  form: FormData,
  words: Record<string, string>,
  fallback: string,
  lists: readonly string[] = [],
): z.output<S> {
  const given = { ...Object.fromEntries(form), ...Object.fromEntries(lists.map((name) => [name, form.getAll(name)])) }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  const problems = fields.map((field) => {
    const known = words[field]
    return known ? { field, message: known } : { field: '', message: fallback }
  })
  throw new DomainError('rule_broken', problems[0]?.message ?? fallback, problems)
}
