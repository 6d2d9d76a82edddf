import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureFiles, disclosureSeals } from '#db/schema/disclosure-file.ts'

/** The sealed scans of a version as anybody may know of them: that they are there, since when, and their hash. */
export const listSeals = (db: Db, disclosureId: number) =>
  db
    .select({ sha256: disclosureFiles.sha256, attachedAt: disclosureSeals.attachedAt })
    .from(disclosureSeals)
    .innerJoin(disclosureFiles, eq(disclosureFiles.id, disclosureSeals.fileId))
    .where(eq(disclosureSeals.disclosureId, disclosureId))
    .orderBy(asc(disclosureSeals.attachedAt))

/** The same with the files themselves: for the enterprise and the regulators that may read them. */
export const listSealFiles = (db: Db, disclosureId: number) =>
  db
    .select({
      sha256: disclosureFiles.sha256,
      attachedAt: disclosureSeals.attachedAt,
      id: disclosureFiles.id,
      name: disclosureFiles.name,
      bytes: disclosureFiles.bytes,
    })
    .from(disclosureSeals)
    .innerJoin(disclosureFiles, eq(disclosureFiles.id, disclosureSeals.fileId))
    .where(eq(disclosureSeals.disclosureId, disclosureId))
    .orderBy(asc(disclosureSeals.attachedAt))
