import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { noSuchProblem } from '#domain/rectification/refuse.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** The problem of a step, held until the transaction ends. @throws DomainError not_allowed; not_found, for others' too */
export async function lockProblem(tx: Db, no: string, viewer: Viewer, permission: Permission) {
  const problem = await holdProblem(tx, no)
  const account = demandAccount(viewer, permission, {
    enterpriseId: problem?.enterpriseId ?? null,
    regionCode: problem?.regionCode ?? null,
  })
  if (!problem) throw noSuchProblem()
  return { problem, account }
}

export async function holdProblem(tx: Db, no: string) {
  const [found] = await tx
    .select({ problem: problems, creditCode: enterprises.creditCode })
    .from(problems)
    .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
    .where(eq(problems.no, no))
    .for('update', { of: problems })
  return found && { ...found.problem, creditCode: found.creditCode }
}
export type ProblemInHand = NonNullable<Awaited<ReturnType<typeof holdProblem>>>
