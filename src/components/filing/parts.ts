import type { FormOutlet } from '#domain/disclosure/queries/draft-form.ts'

/** Rows that one page of the form holds at least before the next begins: an ordinary enterprise has it all on one page. */
const rowsPerPart = 60

/** The form's outlets, page by page. An outlet is never torn apart. */
export function partsOf(outlets: readonly FormOutlet[]): FormOutlet[][] {
  const parts: FormOutlet[][] = []
  let rows = rowsPerPart
  for (const outlet of outlets) {
    if (rows >= rowsPerPart) {
      parts.push([])
      rows = 0
    }
    parts.at(-1)?.push(outlet)
    rows += outlet.rows.length
  }
  return parts
}

/** Where an outlet's section stands: `?part=2#DW031`. */
export function outletAddress(parts: readonly FormOutlet[][], code: string): string {
  const part = parts.findIndex((outlets) => outlets.some((outlet) => outlet.code === code))
  return `${part > 0 ? `?part=${part + 1}` : ''}#${code}`
}

/** How much is filled in on other pages than the one shown. */
export function filledElsewhere(parts: readonly FormOutlet[][], shown: readonly FormOutlet[]) {
  let [required, filled] = [0, 0]
  for (const outlet of parts.flat()) {
    if (shown.includes(outlet)) continue
    const { answers } = outlet.rows[0]?.checked ?? {}
    required += 2
    filled += Number(answers?.route != null) + Number(answers?.pattern != null)
    for (const { checked } of outlet.rows) {
      required += checked.required
      filled += checked.filled
    }
  }
  return { required, filled }
}
