/**
 * What a form is made of besides its outlets and factors: groups of fields, some of them repeated. The groups are data
 * (groups.ts); the wizard, the checks, the sheet, the print, the difference and the API all read them from there.
 */
export const formParts = [
  'basic',
  'discharge',
  'facilities',
  'approvals',
  'emergency',
  'monitoring',
  'conclusion',
] as const
export type FormPart = (typeof formParts)[number]

export type FieldKind =
  /** One line of words. */
  | 'line'
  /** Words of several lines. */
  | 'text'
  | 'number'
  /** A whole number. */
  | 'whole'
  /** 0 to 100. */
  | 'percent'
  /** A day, a month or a year; as exact as it is known. */
  | 'date'
  | 'longitude'
  | 'latitude'
  /** Three-valued while drafting: blank is not answered. */
  | 'yesNo'
  | 'choice'
  /** Several of `choices`. */
  | 'choices'
  /** A factor by its code or any of its names. */
  | 'factor'
  | 'factors'
  /** An outlet of the enterprise by its code (DW001). */
  | 'outlet'
  /** A treatment facility of this form by its code (TW001). */
  | 'facility'
  /** Identifiers of attached files. */
  | 'files'

/** A field is asked only when another of its item, or of a group that is not repeated, says so. */
export interface Condition {
  group?: string
  field: string
  /** The typed answer, or `filled` for any. */
  is: 'yes' | 'no' | 'filled'
}

export interface FieldSpec {
  kind: FieldKind
  /** Must be answered; with `when`, only then. */
  required?: boolean
  when?: Condition
  /** Does not change from one year to the next: "as last year" copies it. */
  lasting?: boolean
  /** Never shown to the public: names and telephones of the firm's people. */
  isPrivate?: boolean
  choices?: readonly string[]
  unit?: string
  /** Bounds of a number, both allowed. */
  least?: number
  most?: number
}

export interface GroupSpec {
  part: FormPart
  /** Where it stands in annex 2 of the city rule; none for what order 31 asks beyond it. */
  annex?: string
  /** As many items as the firm has, between these; without it there is one. */
  repeated?: { least: number; most: number }
  /** One item for each outlet of the draft: the item's number is the outlet's id. */
  ofOutlets?: true
  /** The whole group is asked only then. */
  when?: Condition
  fields: Readonly<Record<string, FieldSpec>>
}

/** How many characters a field takes as typed. */
export const fieldLengths: Record<FieldKind, number> = {
  line: 200,
  text: 2000,
  number: 40,
  whole: 40,
  percent: 40,
  date: 40,
  longitude: 40,
  latitude: 40,
  yesNo: 10,
  choice: 40,
  choices: 200,
  factor: 60,
  factors: 400,
  outlet: 20,
  facility: 20,
  files: 400,
}
