/** What a reporter wrote, as it is sealed in `reports.content`. Never leaves this domain but to handlers and to the reporter. */
export interface ReportContent {
  words: string
  /** The place in words. */
  place: string
  /** The pin, WGS-84 degrees. */
  pin: { longitudeDeg: number; latitudeDeg: number } | null
  /** When it was seen, in words. */
  seen: string
  /** The enterprise's name as typed, where it is not in the register. */
  enterprise: string
}

/** What is sealed in the identity schema. Only the identity commands of this domain make or open one. */
export interface ReporterIdentity {
  name: string
  telephone: string
}

/** What a sealed value of a report is for, bound into its seal: `contents` of one report open in the place of nothing else. */
export type SealedPart =
  | 'content'
  | 'message'
  | 'words'
  | 'note'
  | 'identity'
  | 'clean'
  | 'original'
  | 'content-key'
  | 'original-key'

/** @param handle of the report */
export const purposeOf = (handle: string, part: SealedPart): string => `report:${handle}:${part}`
