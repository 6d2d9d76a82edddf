import { and, eq } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { reportFileKeys, reportFiles, reportKeys, reports } from '#db/schema/report.ts'
import { identities, openings } from '#db/schema/report-identity.ts'
import type { openedParts } from '#db/vocabulary.ts'
import type { reportOpening } from '#domain/report/input/follow.ts'
import { locked } from '#domain/report/queries/keys.ts'
import { noSuchReport } from '#domain/report/refuse.ts'
import { purposeOf, type ReportContent, type ReporterIdentity } from '#domain/report/rules/content.ts'
import { purposeOfOriginal } from '#domain/report/rules/evidence.ts'
import { Revealed } from '#domain/report/rules/revealed.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { unsealFrames } from '#platform/seal/frames.ts'
import { identityPrivateKey } from '#platform/seal/identity-key.ts'
import { BrokenSeal, unseal, unsealText } from '#platform/seal/seal.ts'
import { unwrapKey, unwrapWith } from '#platform/seal/wrap.ts'
import { readStream } from '#platform/storage/files.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

type Asked = z.output<typeof reportOpening>

/**
 * 打开身份: the reporter's name and telephone, for the core group, with a reason. Recorded before it is shown; the reporter sees the record.
 * @param identityDb with the rights of the role `identity`
 * @throws DomainError not_allowed; not_found; conflict when there is none, it was destroyed, or this machine cannot open it
 */
export const openIdentity = (
  identityDb: Db,
  viewer: Viewer,
  asked: Asked,
  now: Date,
): Promise<Revealed<ReporterIdentity>> =>
  open(identityDb, viewer, asked, 'identity', now, async (tx, report) => {
    const key = identityKeyOf(report)
    const [sealed] = await tx
      .select({ content: identities.content })
      .from(identities)
      .where(eq(identities.reportId, asked.id))
    if (!sealed) throw conflict('举报人没有留下姓名和电话', 'The reporter left no name or telephone')
    return JSON.parse(unsealText(key, purposeOf(report.handle, 'identity'), sealed.content)) as ReporterIdentity
  })

/** 打开原文: the words with nothing covered. @throws as openIdentity */
export const openText = (identityDb: Db, viewer: Viewer, asked: Asked, now: Date): Promise<Revealed<ReportContent>> =>
  open(identityDb, viewer, asked, 'text', now, async (_, report) => {
    const key = unwrapKey(report.wrapped, purposeOf(report.handle, 'content-key'))
    return JSON.parse(unsealText(key, purposeOf(report.handle, 'content'), report.content)) as ReportContent
  })

/** One original, piece by piece. */
export interface OpenedOriginal {
  mediaType: string
  bytes: number
  content: AsyncGenerator<Buffer>
}

/**
 * 打开原件: one file as it came in, with all that its camera wrote into it. Both the report's key and the identity key are needed.
 * @throws DomainError as openIdentity; rule_broken at `fileId` when the report has no such file
 */
export const openOriginal = (
  identityDb: Db,
  viewer: Viewer,
  asked: Asked,
  now: Date,
  disk?: Disk,
): Promise<Revealed<OpenedOriginal>> =>
  open(identityDb, viewer, asked, 'original', now, async (tx, report) => {
    const [file] = await tx
      .select({
        name: reportFiles.originalFile,
        sha256: reportFiles.originalSha256,
        mediaType: reportFiles.mediaType,
        bytes: reportFiles.originalBytes,
        key: reportFileKeys.original,
      })
      .from(reportFiles)
      .leftJoin(reportFileKeys, eq(reportFileKeys.fileId, reportFiles.id))
      .where(and(eq(reportFiles.id, asked.fileId ?? 0), eq(reportFiles.reportId, asked.id)))
    if (!file) throw refusal('fileId', '请选择这件举报的一个原件', 'Choose one of the originals of this report')
    if (!file.key) throw destroyed()
    const contentKey = unwrapKey(report.wrapped, purposeOf(report.handle, 'content-key'))
    const key = unwrapWith(privateKey(), unseal(contentKey, purposeOf(report.handle, 'original-key'), file.key))
    const stored = await readStream(file.name, disk)
    if (!stored) throw conflict('存储中没有这个原件', 'This original is not in the store')
    const { mediaType, bytes } = file
    return { mediaType, bytes, content: unsealFrames(key, purposeOfOriginal(file.sha256), stored) }
  })

type Sealed = Awaited<ReturnType<typeof readSealed>>

/** Whoever may, and says why, gets it; the record of it stands or falls with it. */
async function open<T>(
  identityDb: Db,
  viewer: Viewer,
  { id, reason }: Asked,
  part: (typeof openedParts)[number],
  now: Date,
  unlock: (tx: Db, report: NonNullable<Sealed>) => Promise<T>,
): Promise<Revealed<T>> {
  const account = demandAccount(viewer, 'report.open_identity')
  if (findPersonalData(reason).length > 0)
    throw refusal(
      'reason',
      '理由里像是写了电话、证件号或住址，请删去',
      'The reason seems to hold a telephone, identity number or address: leave it out',
    )
  return identityDb.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const report = await readSealed(tx, id)
    if (!report) throw noSuchReport()
    const value = await unlock(tx, report).catch((error) =>
      Promise.reject(error instanceof BrokenSeal ? locked() : error),
    )
    await tx.insert(openings).values({ reportId: id, part, byUserId: account.userId, reason, at: now })
    await recordEvent(tx, {
      kind: 'report.opened',
      subject: `report:${id}`,
      by: viewer,
      at: now,
      after: { part },
    })
    return new Revealed(value)
  })
}

async function readSealed(tx: Db, id: number) {
  const [report] = await tx
    .select({
      handle: reports.handle,
      content: reports.content,
      wrapped: reportKeys.content,
      identity: reportKeys.identity,
    })
    .from(reports)
    .innerJoin(reportKeys, eq(reportKeys.reportId, reports.id))
    .where(eq(reports.id, id))
  return report
}

function identityKeyOf({ identity }: { identity: Buffer | null }): Buffer {
  if (!identity) throw destroyed()
  return unwrapWith(privateKey(), identity)
}

const destroyed = () =>
  conflict(
    '身份和原件的密钥已按期限销毁，任何人都不能再打开',
    'The key of the identity and the originals was destroyed after its term: nobody can open them',
  )

function privateKey() {
  const key = identityPrivateKey()
  if (key) return key
  throw conflict(
    '这台机器上没有身份私钥，不能打开；请由保管私钥的人员在存有私钥的机器上办理',
    'The private identity key is not on this machine: ask whoever keeps it to open this where it lies',
  )
}
