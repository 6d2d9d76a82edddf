import { and, eq, inArray, ne, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { CaseContent, CaseFinding } from '#domain/violation/rules/draft.ts'

const firmColumns = {
  id: enterprises.id,
  creditCode: enterprises.creditCode,
  name: enterprises.name,
  regionCode: enterprises.regionCode,
  sectorCode: enterprises.sectorCode,
  controlLevel: enterprises.controlLevel,
  sectorZh: sectors.nameZh,
  sectorEn: sectors.nameEn,
}

/**
 * The things that a draft names, as the register has them: the firm (its own name and county then hold), the county, outlets and
 * disclosures of that firm, and whether the decision number stands on another case.
 */
export async function resolveContent(db: Db, content: CaseContent, own: number | undefined) {
  const findings: CaseFinding[] = []
  const refuse = (field: string, code: string, given?: CaseFinding['given']) =>
    findings.push({ severity: 'refuse', field, code, ...(given ? { given } : {}) })
  const code = content.creditCode.toUpperCase()
  const [firm] = code
    ? await db
        .select(firmColumns)
        .from(enterprises)
        .innerJoin(sectors, eq(sectors.code, enterprises.sectorCode))
        .where(eq(enterprises.creditCode, code))
    : []
  if (code && !firm) refuse('creditCode', 'firm_unknown', { given: code })
  if (!firm && content.enterpriseName === '') refuse('enterpriseName', 'missing')
  const [region] = await db
    .select({ code: regions.code, nameZh: regions.nameZh, nameEn: regions.nameEn })
    .from(regions)
    .where(and(eq(regions.code, firm?.regionCode ?? content.regionCode), ne(regions.kind, 'city')))
  if (!region)
    refuse('regionCode', content.regionCode === '' ? 'missing' : 'region_unknown', { given: content.regionCode })
  await checkReferences(db, content, firm?.id, refuse)
  const other = await caseWithDecision(db, content.decisionNo, own)
  if (other) refuse('decisionNo', 'decision_in_use', { given: content.decisionNo, id: other.id })
  const settled: CaseContent = {
    ...content,
    creditCode: firm?.creditCode ?? code,
    enterpriseName: firm?.name ?? content.enterpriseName,
    regionCode: region?.code ?? content.regionCode,
  }
  return { firm, region, content: settled, findings }
}
export type Resolved = Awaited<ReturnType<typeof resolveContent>>

/** The case, in whatever state, that bears this decision number already. */
export async function caseWithDecision(db: Db, decisionNo: string, own: number | undefined) {
  if (decisionNo === '') return undefined
  const [other] = await db
    .select({ id: cases.id, state: cases.state })
    .from(cases)
    .where(and(eq(cases.decisionNoKey, decisionNoKey(decisionNo)), own === undefined ? undefined : ne(cases.id, own)))
  return other
}

async function checkReferences(
  db: Db,
  content: CaseContent,
  firmId: number | undefined,
  refuse: (field: string, code: string, given?: CaseFinding['given']) => void,
) {
  const ofFirm = firmId ?? -1
  const known =
    content.outlets.length > 0
      ? await db
          .select({ id: outlets.id })
          .from(outlets)
          .where(and(inArray(outlets.id, content.outlets), eq(outlets.enterpriseId, ofFirm)))
      : []
  const strange = content.outlets.find((id) => !known.some((outlet) => outlet.id === id))
  if (strange !== undefined) refuse('outlets', 'outlet_of_other', { given: strange })
  const filed =
    content.disclosures.length > 0
      ? await db
          .select({ id: disclosures.id })
          .from(disclosures)
          .where(
            and(
              inArray(disclosures.id, content.disclosures),
              eq(disclosures.enterpriseId, ofFirm),
              or(eq(disclosures.state, 'published'), eq(disclosures.state, 'superseded')),
            ),
          )
      : []
  const unfiled = content.disclosures.find((id) => !filed.some((each) => each.id === id))
  if (unfiled !== undefined) refuse('disclosures', 'disclosure_of_other', { given: unfiled })
}
