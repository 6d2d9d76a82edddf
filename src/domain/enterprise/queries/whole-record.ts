import type { Db } from '#db/client.ts'
import {
  getEnterprise,
  listByCodes,
  listFacilities,
  listListings,
  listPermits,
} from '#domain/enterprise/queries/get.ts'
import { listOutlets } from '#domain/enterprise/queries/outlets.ts'
import { listCases, listEmissions, listFilings, listVersions } from '#domain/enterprise/queries/record.ts'
import { type CodeProblem, nearCodes, parseCode } from '#domain/enterprise/rules/credit-code.ts'

export type WholeRecord = NonNullable<Awaited<ReturnType<typeof getWholeRecord>>>

/** Everything public about one enterprise, in nine reads side by side. Undefined when nobody holds the code. */
export async function getWholeRecord(db: Db, creditCode: string, today: string) {
  const enterprise = await getEnterprise(db, creditCode)
  if (!enterprise) return undefined
  const { id } = enterprise
  const [permits, outlets, facilities, listings, filings, versions, emissions, cases] = await Promise.all([
    listPermits(db, id),
    listOutlets(db, id, today),
    listFacilities(db, id),
    listListings(db, id),
    listFilings(db, id, today),
    listVersions(db, id),
    listEmissions(db, id),
    listCases(db, id),
  ])
  return { enterprise, permits, outlets, facilities, listings, filings, versions, emissions, cases }
}

export interface UnknownCode {
  code: string
  /** Empty when the code is well formed and simply nobody's. */
  problems: CodeProblem[]
  /** Enterprises whose code is one typing mistake away. */
  near: { creditCode: string; name: string; nameEn: string | null }[]
}

/** What can be said of a code under which no enterprise is registered. */
export async function explainUnknownCode(db: Db, given: string): Promise<UnknownCode> {
  const parsed = parseCode(given)
  const near = nearCodes(parsed.code)
  return {
    code: parsed.code,
    problems: parsed.ok ? [] : parsed.problems,
    near: near.length > 0 ? await listByCodes(db, near) : [],
  }
}
