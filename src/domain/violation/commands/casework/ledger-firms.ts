import { inArray, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import type { LedgerRow } from '#domain/violation/rules/import/row.ts'
import type { caseImportMessages } from '#src/i18n/messages/case-import.ts'

type Firm = { creditCode: string; name: string; regionCode: string }

/** The firms of the register that a ledger names, by code or by name. */
export async function firmsOfLedger(db: Db, rows: readonly LedgerRow[]): Promise<readonly Firm[]> {
  const codes = rows.map(({ content }) => content.creditCode).filter(Boolean)
  const names = rows.map(({ content }) => content.enterpriseName)
  if (names.length === 0) return []
  return db
    .select({ creditCode: enterprises.creditCode, name: enterprises.name, regionCode: enterprises.regionCode })
    .from(enterprises)
    .where(or(codes.length > 0 ? inArray(enterprises.creditCode, codes) : undefined, inArray(enterprises.name, names)))
}

/**
 * A code that the register does not have leaves the name alone, the code in the office's note. A line without a code is linked
 * to the one firm of its name in its county.
 */
export function withFirm(
  content: CaseContent,
  firms: readonly Firm[],
  say: (typeof caseImportMessages)['zh'],
): { content: CaseContent; isUnknown?: true; isByName?: true } {
  const { creditCode, enterpriseName, regionCode } = content
  if (creditCode !== '') {
    if (firms.some((firm) => firm.creditCode === creditCode)) return { content }
    const leadReference = `${content.leadReference}；${say.codeOnLedger(creditCode)}`
    return { content: { ...content, creditCode: '', leadReference: leadReference.slice(0, 300) }, isUnknown: true }
  }
  const [firm, other] = firms.filter(({ name }) => name === enterpriseName)
  if (!firm || other || firm.regionCode !== regionCode) return { content }
  return { content: { ...content, creditCode: firm.creditCode }, isByName: true }
}
