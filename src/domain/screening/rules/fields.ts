/** The columns of annex 1 that hold text or a yes and no, a column of several parts by its parts (forms.md, section 1). */
export const screeningFields = [
  'permitNo',
  'permitContents',
  'facilities',
  'concentrations',
  'totals',
  'prominentProblems',
  'monitoringReportNo',
  'exceeded',
  'exceedanceCause',
  'onlineFactors',
  'onlineComparison',
  'onlineValidity',
  'onlineExceeded',
  'onlineExceedanceCause',
  'enforcement',
] as const
export type ScreeningField = (typeof screeningFields)[number]

/** Answered with 是 or 否, or not at all. */
export const yesNoFields: readonly ScreeningField[] = ['exceeded', 'onlineExceeded']
export const isYesNo = (field: ScreeningField): boolean => yesNoFields.includes(field)

export type ScreeningTexts = Partial<Record<ScreeningField, string>>

/** What stands: the county's words where it wrote any, else what the records give. */
export function standing(
  derived: Readonly<Record<string, { text: string }>>,
  entered: Readonly<Record<string, { text: string }>>,
): ScreeningTexts {
  return Object.fromEntries(
    screeningFields.flatMap((field) => {
      const text = entered[field]?.text ?? derived[field]?.text ?? ''
      return text === '' ? [] : [[field, text]]
    }),
  )
}

const always = ['permitNo', 'permitContents', 'facilities', 'concentrations', 'totals', 'prominentProblems'] as const
const ofDevice = ['onlineComparison', 'onlineValidity', 'onlineExceeded'] as const

/**
 * What the annex asks for and is not there: the permit and the problems always, whether it was exceeded where it was
 * monitored, the device's columns where there is one, a cause for each yes.
 */
export function missingFields(texts: ScreeningTexts): ScreeningField[] {
  const asked: ScreeningField[] = [
    ...always,
    ...(texts.monitoringReportNo ? (['exceeded'] as const) : []),
    ...(texts.exceeded === 'yes' ? (['exceedanceCause'] as const) : []),
    ...(texts.onlineFactors ? ofDevice : []),
    ...(texts.onlineExceeded === 'yes' ? (['onlineExceedanceCause'] as const) : []),
  ]
  return asked.filter((field) => !texts[field])
}

/** A yes or no for the lists; null where nobody knows. */
export const asBoolean = (text: string | undefined): boolean | null =>
  text === 'yes' ? true : text === 'no' ? false : null
