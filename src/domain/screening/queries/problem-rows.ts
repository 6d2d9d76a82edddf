import { and, asc, eq, gt, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'
import { ofCase } from '#domain/rectification/queries/withheld.ts'
import type { ProblemOfAnnex } from '#domain/screening/rules/annex-three.ts'

/** Lines that are read at once. */
const batchSize = 500

/** The problems of a ledger in the order in which they were entered: piece by piece, never more than a batch in memory. */
export async function* eachProblemLine(db: Db, where: SQL | undefined): AsyncGenerator<ProblemOfAnnex[]> {
  let last: number | undefined
  do {
    const found = await db
      .select({
        id: problems.id,
        no: problems.no,
        enterpriseName: enterprises.name,
        regionName: regions.nameZh,
        sectorName: sectors.nameZh,
        controlLevel: enterprises.controlLevel,
        kind: problems.kind,
        ...ofCase,
        execution: problems.execution,
        planState: problems.planState,
        plan: problems.plan,
        measures: problems.measures,
        deadline: problems.deadline,
        recheckReportNo: problems.recheckReportNo,
        recheckOn: problems.recheckOn,
        recheckMet: problems.recheckMet,
        state: problems.state,
      })
      .from(problems)
      .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
      .innerJoin(regions, eq(regions.code, problems.regionCode))
      .innerJoin(sectors, eq(sectors.code, problems.sectorCode))
      .where(and(where, last === undefined ? undefined : gt(problems.id, last)))
      .orderBy(asc(problems.id))
      .limit(batchSize)
    if (found.length > 0) yield found.map(({ id: _, ...line }) => line)
    last = found.length === batchSize ? found.at(-1)?.id : undefined
  } while (last !== undefined)
}
