import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { closures, closureFiles as files } from '#db/schema/closure.ts'
import { problems } from '#db/schema/rectification.ts'

/** A file of a problem's closures, for a desk whose scope allows it. */
export async function getClosureFile(
  db: Db,
  { no, fileId }: { no: string; fileId: number },
  scope: { regionCode?: string | undefined; enterpriseId?: number | undefined },
) {
  const [file] = await selectFile(db).where(
    and(
      eq(files.id, fileId),
      eq(problems.no, no),
      scope.regionCode === undefined ? undefined : eq(problems.regionCode, scope.regionCode),
      scope.enterpriseId === undefined ? undefined : eq(problems.enterpriseId, scope.enterpriseId),
    ),
  )
  return file
}

/** A photo that the public may see: of a closure on which the city agreed. */
export async function getPublicPhoto(db: Db, { no, fileId }: { no: string; fileId: number }) {
  const [file] = await selectFile(db).where(
    and(
      eq(files.id, fileId),
      eq(problems.no, no),
      isNotNull(closures.windowFrom),
      inArray(files.kind, ['before', 'after', 'county_site', 'city_site']),
    ),
  )
  return file
}

const selectFile = (db: Db) =>
  db
    .select({ name: files.name, mediaType: files.mediaType, sha256: files.sha256 })
    .from(files)
    .innerJoin(
      closures,
      and(eq(closures.formId, files.formId), or(isNull(files.closureId), eq(files.closureId, closures.id))),
    )
    .innerJoin(problems, eq(problems.id, closures.problemId))
