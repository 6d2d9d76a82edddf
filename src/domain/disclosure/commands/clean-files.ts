import { arrayOverlaps, eq, inArray, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Disk } from 'flydrive'
import type { Db } from '#db/client.ts'
import { caseSeals } from '#db/schema/aftercare.ts'
import { caseEvidence } from '#db/schema/casework.ts'
import { closureFiles } from '#db/schema/closure.ts'
import { deviceFiles } from '#db/schema/device-register.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { openDataDumps } from '#db/schema/open-data.ts'
import { reportFileKeys, reportFiles } from '#db/schema/report.ts'
import { supervisionFiles } from '#db/schema/supervision.ts'
import { log } from '#platform/log.ts'
import { listFiles, removeFile, removeUnfinished } from '#platform/storage/files.ts'

const dayMs = 86_400_000
const atOnce = 500

/**
 * Removes stored bytes that no row names: uploads whose save was refused or broke off. Those of the last day are left alone, their
 * row may be on its way. Named are the files of disclosures, the evidence of cases, also that under seal, what is sealed of reports,
 * papers of monitoring devices, what was answered to orders, what was handed in with closures, and whole tables of open data; all other kinds keep
 * their bytes in the database.
 * @returns how many were removed
 */
export async function removeUnnamedFiles(db: Db, now: Date, disk?: Disk): Promise<number> {
  let old: string[] = []
  let removed = 0
  const clear = async () => {
    const named = await union(
      db.select({ sha256: disclosureFiles.sha256 }).from(disclosureFiles).where(inArray(disclosureFiles.sha256, old)),
      db
        .select({ sha256: sql<string>`${caseEvidence.fileSha256}` })
        .from(caseEvidence)
        .where(inArray(caseEvidence.fileSha256, old)),
      db
        .select({ sha256: sql<string>`unnest(${caseSeals.fileHashes})` })
        .from(caseSeals)
        .where(arrayOverlaps(caseSeals.fileHashes, old)),
      db.select({ sha256: deviceFiles.sha256 }).from(deviceFiles).where(inArray(deviceFiles.sha256, old)),
      db
        .select({ sha256: reportFiles.originalFile })
        .from(reportFiles)
        // One whose key was destroyed is nobody's any more, also where its removal failed then.
        .innerJoin(reportFileKeys, eq(reportFileKeys.fileId, reportFiles.id))
        .where(inArray(reportFiles.originalFile, old)),
      db.select({ sha256: openDataDumps.sha256 }).from(openDataDumps).where(inArray(openDataDumps.sha256, old)),
      db.select({ sha256: closureFiles.sha256 }).from(closureFiles).where(inArray(closureFiles.sha256, old)),
      db
        .select({ sha256: supervisionFiles.sha256 })
        .from(supervisionFiles)
        .where(inArray(supervisionFiles.sha256, old)),
      db
        .select({ sha256: sql<string>`${reportFiles.cleanFile}` })
        .from(reportFiles)
        .where(inArray(reportFiles.cleanFile, old)),
    )
    const kept = new Set(named.map(({ sha256 }) => sha256))
    for (const sha256 of old.filter((hash) => !kept.has(hash))) {
      await removeFile(sha256, disk)
      removed++
    }
    old = []
  }
  for await (const { sha256, putAt } of listFiles(disk)) {
    if (putAt.getTime() > now.getTime() - dayMs) continue
    old.push(sha256)
    if (old.length === atOnce) await clear()
  }
  if (old.length > 0) await clear()
  removed += await removeUnfinished(new Date(now.getTime() - dayMs), disk)
  log.info({ removed }, 'stored files that nothing names removed')
  return removed
}
