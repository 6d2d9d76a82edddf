/** Something to say about a place in an imported file: what was given and what is allowed, in the reader's language. */
export interface Finding {
  /** `refuse` stops the whole import; `warn` is for the reader to look at. */
  severity: 'refuse' | 'warn'
  /** Line of the file; null when it is about the file as a whole. */
  line: number | null
  /** Letter of the column. */
  column: string | null
  header: string | null
  given: string | null
  message: string
  /** Only the check character is wrong: an officer may let it pass with a reason. */
  mayOverride?: boolean
}
