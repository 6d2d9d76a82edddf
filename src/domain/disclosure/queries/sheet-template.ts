import type { Db } from '#db/client.ts'
import { type DraftForm, getDraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { getEnterpriseHead } from '#domain/disclosure/queries/enterprise-head.ts'
import { coverSheet, formSheet } from '#domain/disclosure/rules/sheet/layout.ts'
import { planSheets } from '#domain/disclosure/rules/sheet/plan.ts'
import { type PlannedSheet, writeFormWorkbook } from '#platform/sheet/form-workbook.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { sheetFormMessages, sheetTitle } from '#src/i18n/messages/sheet-form.ts'

export interface TemplateRequest {
  enterpriseId: number
  year: number
  locale: Locale
  now: Date
}

/** The year's open draft as a workbook to be filled in off line; undefined when no draft is open. */
export async function getSheetTemplate(
  db: Db,
  { enterpriseId, year, locale, now }: TemplateRequest,
): Promise<{ fileName: string; bytes: Buffer } | undefined> {
  const [form, enterprise] = await Promise.all([
    getDraftForm(db, enterpriseId, year),
    getEnterpriseHead(db, enterpriseId),
  ])
  if (!form || !enterprise) return undefined
  return {
    fileName: sheetFormMessages[locale].fileName(enterprise.creditCode, year),
    bytes: await writeFormWorkbook(templateSheets(form, enterprise, locale, now)),
  }
}

export function templateSheets(
  form: DraftForm,
  enterprise: { creditCode: string; name: string },
  locale: Locale,
  now: Date,
): PlannedSheet[] {
  const plans = planSheets(form, locale)
  const names = plans.map(({ id }, i) => `${i + 1} ${sheetTitle(locale, id)}`)
  const identity = {
    locale,
    creditCode: enterprise.creditCode,
    year: form.draft.year,
    draftId: form.draft.id,
    revision: form.draft.revision,
  }
  return [
    coverSheet({ locale, enterpriseName: enterprise.name, version: form.draft.version, identity, now, names }),
    ...plans.map((plan, i) => formSheet(plan, names[i] as string, locale)),
  ]
}
