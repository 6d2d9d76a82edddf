import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { officerConflicts as apart, inspectionOfficers, inspections, lawOfficers } from '#db/schema/inspection.ts'
import { campaigns } from '#db/schema/plan.ts'
import { problems } from '#db/schema/rectification.ts'
import { nextSeq } from '#domain/inspection/commands/numbering.ts'
import type { conflictDeclaring, inspectionPlanning } from '#domain/inspection/input.ts'
import { conflictStands, inService } from '#domain/inspection/queries/pool.ts'
import { inspectionNo } from '#domain/inspection/rules/number.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

type Planned = z.output<typeof inspectionPlanning>

/**
 * An inspection that does not come from a draw: who goes where, when and why. Nothing of it is public until it is finished.
 * @throws DomainError not_allowed outside of the own county; rule_broken at the field, also for an officer who stays away from the firm
 */
export async function planInspection(db: Db, viewer: Viewer, given: Planned, now: Date): Promise<{ no: string }> {
  const today = cityDate(now)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [firm] = await tx
      .select({ id: enterprises.id, regionCode: enterprises.regionCode, sectorCode: enterprises.sectorCode })
      .from(enterprises)
      .where(eq(enterprises.creditCode, given.creditCode))
    const account = demandAccount(viewer, 'inspection.plan', { regionCode: firm?.regionCode ?? null })
    if (!firm)
      throw refusal('creditCode', `名录中没有 ${given.creditCode}`, `${given.creditCode} is not in the register`)
    refuseDays(given, today)
    const officers = await chooseOfficers(tx, given, firm, today)
    const problemId = await problemFor(tx, given, firm.id)
    await refuseCampaign(tx, given, firm.sectorCode)
    const year = Number(today.slice(0, 4))
    const seq = await nextSeq(tx, 'inspections', year)
    const no = inspectionNo(year, seq)
    const [made] = await tx
      .insert(inspections)
      .values({
        ...{ year, seq, no, problemId },
        enterpriseId: firm.id,
        regionCode: firm.regionCode,
        kind: given.kind,
        campaignId: given.kind === 'campaign' ? given.campaignId : null,
        purpose: given.purpose,
        plannedOn: given.plannedOn,
        dueOn: given.dueOn,
        plannedBy: account.userId,
        createdAt: now,
      })
      .returning({ id: inspections.id })
    const inspectionId = (made as { id: number }).id
    await tx.insert(inspectionOfficers).values(officers.map(({ id }) => ({ inspectionId, officerId: id })))
    await recordEvent(tx, {
      kind: 'inspection_desk.planned',
      subject: `inspection:${inspectionId}`,
      by: viewer,
      at: now,
      after: { no, kind: given.kind, creditCode: given.creditCode, officers: given.officers },
    })
    return { no }
  })
}

/** 申报回避. @throws DomainError not_allowed; rule_broken; conflict when it was declared already */
export async function declareConflict(
  db: Db,
  viewer: Viewer,
  { certificateNo, creditCode, ground }: z.output<typeof conflictDeclaring>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [[officer], [firm]] = await Promise.all([
      tx.select().from(lawOfficers).where(eq(lawOfficers.certificateNo, certificateNo)),
      tx.select({ id: enterprises.id }).from(enterprises).where(eq(enterprises.creditCode, creditCode)),
    ])
    const account = demandAccount(viewer, 'inspection.plan', { regionCode: officer?.regionCode ?? null })
    if (!officer)
      throw refusal('certificateNo', `没有执法证号 ${certificateNo}`, `There is no certificate ${certificateNo}`)
    if (!firm) throw refusal('creditCode', `名录中没有 ${creditCode}`, `${creditCode} is not in the register`)
    const fromOn = cityDate(now)
    const [made] = await tx
      .insert(apart)
      .values({
        ...{ ground, fromOn },
        officerId: officer.id,
        enterpriseId: firm.id,
        declaredBy: account.userId,
        declaredAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: apart.id })
    if (!made) throw conflict('这一回避已经申报过', 'This conflict was declared already')
    await recordEvent(tx, {
      kind: 'inspection_desk.conflict_declared',
      subject: `officer:${certificateNo}`,
      by: viewer,
      at: now,
      after: { certificateNo, creditCode, ground },
    })
  })
}

function refuseDays({ plannedOn, dueOn }: Planned, today: string) {
  if (plannedOn < today) throw refusal('plannedOn', `不能早于今天（${today}）`, `Not before today (${today})`)
  if (dueOn < plannedOn)
    throw refusal(
      'dueOn',
      `截止日 ${dueOn} 早于开始日 ${plannedOn}`,
      `The last day, ${dueOn}, is before the first, ${plannedOn}`,
    )
}

/** Two or more in service, of the county or the city, in a cross inspection of another county; none who stays away. */
async function chooseOfficers(
  tx: Db,
  { officers, kind }: Planned,
  firm: { id: number; regionCode: string },
  today: string,
) {
  const numbers = [...new Set(officers)]
  if (numbers.length < 2)
    throw refusal(
      'officers',
      '检查人员不少于两名，证号不能重复',
      'Two inspectors at least, with different certificates',
    )
  const rows = await tx
    .select({ id: lawOfficers.id, certificateNo: lawOfficers.certificateNo, regionCode: lawOfficers.regionCode })
    .from(lawOfficers)
    .where(and(inArray(lawOfficers.certificateNo, numbers), inService(today)))
  const missing = numbers.filter((number) => !rows.some(({ certificateNo }) => certificateNo === number))
  if (missing.length > 0)
    throw refusal(
      'officers',
      `没有在用的执法证号 ${missing.join('、')}`,
      `No certificate in service: ${missing.join(', ')}`,
    )
  refuseWrongCounty(rows, kind, firm.regionCode, 'officers')
  await refuseApart(
    tx,
    firm.id,
    rows.map(({ id }) => id),
    today,
  )
  return rows
}

/** @throws DomainError rule_broken naming those of a county from which the kind of inspection takes none */
export function refuseWrongCounty(
  rows: readonly { certificateNo: string; regionCode: string }[],
  kind: string,
  regionCode: string,
  field: string,
): void {
  const isCross = kind === 'cross'
  const wrong = rows.filter((row) =>
    isCross ? row.regionCode === regionCode : row.regionCode !== regionCode && !row.regionCode.endsWith('00'),
  )
  if (wrong.length === 0) return
  const named = wrong.map(({ certificateNo }) => certificateNo)
  throw isCross
    ? refusal(
        field,
        `交叉检查由外县区人员进行：${named.join('、')}`,
        `A cross inspection is done by another county: ${named.join(', ')}`,
      )
    : refusal(
        field,
        `不是本县区或市局的人员：${named.join('、')}`,
        `Neither of this county nor of the city: ${named.join(', ')}`,
      )
}

/** @throws DomainError rule_broken naming the officers who stay away from the firm */
export async function refuseApart(
  tx: Db,
  enterpriseId: number,
  officerIds: number[],
  today: string,
  field = 'officers',
): Promise<void> {
  const away = await tx
    .select({ certificateNo: lawOfficers.certificateNo })
    .from(apart)
    .innerJoin(lawOfficers, eq(lawOfficers.id, apart.officerId))
    .where(and(eq(apart.enterpriseId, enterpriseId), inArray(apart.officerId, officerIds), conflictStands(today)))
  if (away.length === 0) return
  const named = away.map(({ certificateNo }) => certificateNo)
  throw refusal(
    field,
    `已申报回避，不能检查这家：${named.join('、')}`,
    `Declared a conflict with this firm: ${named.join(', ')}`,
  )
}

async function refuseCampaign(tx: Db, { kind, campaignId, plannedOn }: Planned, sectorCode: string) {
  if (kind !== 'campaign') return
  const [campaign] =
    campaignId === null
      ? []
      : await tx
          .select({ sectorCodes: campaigns.sectorCodes, fromOn: campaigns.fromOn, toOn: campaigns.toOn })
          .from(campaigns)
          .where(eq(campaigns.id, campaignId))
  if (!campaign) throw refusal('campaignId', '请选择专项行动', 'Choose the campaign')
  if (!campaign.sectorCodes.includes(sectorCode))
    throw refusal('campaignId', '这家的行业不在该专项行动之内', 'The sector of the firm is not in the campaign')
  if (plannedOn > campaign.toOn)
    throw refusal('plannedOn', `该专项行动到 ${campaign.toOn} 为止`, `The campaign ends on ${campaign.toOn}`)
}

/** The problem of the ledger that a re-check looks at: open, and of this firm. */
async function problemFor(tx: Db, { kind, problem }: Planned, enterpriseId: number): Promise<number | null> {
  if (kind !== 'recheck') return null
  const [found] = await tx
    .select({ id: problems.id, enterpriseId: problems.enterpriseId, state: problems.state })
    .from(problems)
    .where(eq(problems.no, problem ?? ''))
  if (!found || found.enterpriseId !== enterpriseId)
    throw refusal(
      'problem',
      `整改台账里没有这家的问题 ${problem ?? ''}`,
      `The ledger has no problem ${problem ?? ''} of this firm`,
    )
  if (found.state === 'closed') throw refusal('problem', `${problem} 已经销号`, `${problem} is closed already`)
  return found.id
}
