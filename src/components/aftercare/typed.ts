import type { FieldProblem } from '#platform/errors.ts'

/** What a refused form sent and what is wrong with it: every field of a page has a name of its own. */
export interface Typed {
  value(name: string): string | undefined
  problem(name: string): string | undefined
  isTicked(name: string): boolean
  /** Was one of these fields refused? Then its form stays open. */
  isRefused(...names: string[]): boolean
}

export function typedForm(form: FormData | URLSearchParams | undefined, problems: readonly FieldProblem[]): Typed {
  const problem = (name: string) => problems.find(({ field }) => field === name)?.message
  return {
    value: (name) => form?.get(name)?.toString(),
    problem,
    isTicked: (name) => form?.has(name) ?? false,
    isRefused: (...names) => names.some((name) => problem(name) !== undefined),
  }
}
