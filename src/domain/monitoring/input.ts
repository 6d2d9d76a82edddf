import { z } from 'zod'
import { monitoringFileKinds } from '#db/vocabulary.ts'

export type FileKind = (typeof monitoringFileKinds)[number]

/** How much the fields of the desk take, for the reader, the form's maxlength and the messages. */
export const entryLimits = {
  fieldLength: 120,
  reasonMin: 5,
  reasonLength: 500,
  /** Lines of one file that are looked up at once. */
  rows: 20_000,
}

/** What is asked of one result of 监督性监测, in the order of the form and of the file's columns. */
export const resultFields = [
  'creditCode',
  'outletCode',
  'factor',
  'sampledOn',
  'value',
  'unit',
  'reportNo',
  'authority',
] as const
/** What is asked of one statement of on-line monitoring. */
export const summaryFields = [
  'creditCode',
  'outletCode',
  'factor',
  'fromOn',
  'toOn',
  'judged',
  'exceeded',
  'min',
  'mean',
  'max',
  'unit',
  'total',
  'source',
] as const

export type EntryField = (typeof resultFields)[number] | (typeof summaryFields)[number]
/** A line of a file or a form as it was given. */
export type EntryTexts = Partial<Record<EntryField, string>>

export const fieldsOf = (kind: FileKind): readonly EntryField[] =>
  kind === 'supervisory' ? resultFields : summaryFields

/** The texts of a posted form, without control characters, cut where no field is longer. */
export function readEntryForm(form: FormData, fields: readonly EntryField[]): EntryTexts {
  return Object.fromEntries(
    fields.map((field) => {
      const value = form.get(field)
      const text =
        typeof value === 'string'
          ? value
              .toWellFormed()
              .replace(/\p{Cc}/gu, ' ')
              .trim()
          : ''
      return [
        field,
        Array.from(text)
          .slice(0, entryLimits.fieldLength + 1)
          .join(''),
      ]
    }),
  )
}

export const fileKind = z.enum(monitoringFileKinds)
export const resultId = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
