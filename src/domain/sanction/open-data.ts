import type { Punishment } from '#domain/sanction/queries/punishments.ts'
import type { VendorListing } from '#domain/sanction/queries/vendors.ts'
import { config } from '#platform/config.ts'

const page = (path: string) => new URL(path, config().SITE_URL).href

/** A joint punishment as the API gives it. Of one that ended, the bare fact. */
export const punishmentLine = (row: Punishment) => ({
  id: row.id,
  state: row.state,
  measure: row.measure,
  detail: row.detail,
  department: row.department,
  legalBasis: row.legalBasis,
  subject: row.subject,
  personName: row.personName,
  enterprise:
    row.creditCode === null
      ? null
      : { name: row.enterpriseName, nameEn: row.enterpriseNameEn, creditCode: row.creditCode },
  regionCode: row.regionCode,
  from: row.fromOn,
  until: row.untilOn,
  endedOn: row.endedOn,
  endBasis: row.endBasis,
  cases: row.cases.map(({ id }) => page(`/board/${id}`)),
  feedback: row.feedback,
  updatedAt: row.updatedAt.toISOString(),
})

/** An entry of the vendors' blacklist as the API gives it. */
export const vendorLine = (row: VendorListing) => ({
  id: row.id,
  url: page(`/board/vendors/${row.id}`),
  state: row.state,
  name: row.name,
  creditCode: row.creditCode,
  kinds: row.kinds,
  facts: row.facts,
  factsEn: row.factsEn,
  product: row.product,
  legalBasis: row.legalBasis,
  decisionNo: row.decisionNo,
  from: row.fromOn,
  until: row.untilOn,
  endedOn: row.endedOn,
  endBasis: row.endBasis,
  outlets: row.outlets,
  updatedAt: row.updatedAt.toISOString(),
})
