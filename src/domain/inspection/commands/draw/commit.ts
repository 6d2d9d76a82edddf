import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { draws } from '#db/schema/inspection.ts'
import { regions } from '#db/schema/region.ts'
import { nextSeq } from '#domain/inspection/commands/numbering.ts'
import type { drawCommitting } from '#domain/inspection/input.ts'
import { poolsOn } from '#domain/inspection/queries/pool.ts'
import { algorithm, type Pools, withoutInspectors } from '#domain/inspection/rules/draw/draw.ts'
import { sha256 } from '#domain/inspection/rules/draw/stream.ts'
import { drawNo } from '#domain/inspection/rules/number.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { wrapKey } from '#platform/seal/wrap.ts'

type CommitInput = z.output<typeof drawCommitting>
/** Of the seed under the installation's key. */
export const seedPurpose = (no: string) => `draw:${no}`

/**
 * First step of 双随机: the pools as they stand and the commitment to a new seed are published, with their time. The seed itself stays
 * sealed; nobody, not even who commits, has seen it.
 * @throws DomainError not_allowed; rule_broken at a field, also where firms have too few inspectors without a conflict, naming them;
 *   conflict while another draw of the same area waits
 */
export async function commitDraw(db: Db, viewer: Viewer, given: CommitInput, now: Date): Promise<{ no: string }> {
  const account = demandAccount(viewer, 'draw.run', { regionCode: given.isCross ? null : given.regionCode })
  const today = cityDate(now)
  refuseUnfit(given, today)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const year = Number(today.slice(0, 4))
    const seq = await nextSeq(tx, 'draws', year)
    const no = drawNo(year, seq)
    await refuseSecond(tx, given)
    const pools: Pools = {
      ...(await poolsOn(tx, given, today)),
      ...{ no, purpose: given.purpose },
      take: { firms: given.firmCount, inspectors: given.inspectorCount },
    }
    refusePools(pools)
    const seed = randomBytes(32)
    const text = canonicalJson(pools)
    const [poolsSha256, commitment] = await Promise.all([sha256(text), sha256(new Uint8Array(seed))])
    const [made] = await tx
      .insert(draws)
      .values({
        ...{ year, seq, no, algorithm, poolsSha256, commitment },
        purpose: given.purpose,
        regionCode: given.regionCode,
        isCross: given.isCross,
        firmCount: given.firmCount,
        inspectorCount: given.inspectorCount,
        fromOn: given.fromOn,
        toOn: given.toOn,
        pools: text,
        sealedSeed: wrapKey(seed, seedPurpose(no)),
        committedAt: now,
        committedBy: account.userId,
      })
      .returning({ id: draws.id })
    await recordEvent(tx, {
      kind: 'draw.committed',
      subject: `draw:${made?.id ?? 0}`,
      by: viewer,
      at: now,
      after: { no, commitment, poolsSha256, firms: pools.firms.length, inspectors: pools.inspectors.length },
    })
    return { no }
  })
}

function refuseUnfit({ firmCount, inspectorCount, fromOn, toOn, regionCode, isCross }: CommitInput, today: string) {
  const { draw } = inspectionTermsOn(today)
  if (firmCount > draw.firms.most)
    throw refusal(
      'firmCount',
      `一次最多抽 ${draw.firms.most} 家，填的是 ${firmCount}`,
      `At most ${draw.firms.most} firms in one draw; ${firmCount} were given`,
    )
  if (inspectorCount > draw.inspectors.most)
    throw refusal(
      'inspectorCount',
      `每家 ${draw.inspectors.least} 至 ${draw.inspectors.most} 名检查人员，填的是 ${inspectorCount}`,
      `${draw.inspectors.least} to ${draw.inspectors.most} inspectors for a firm; ${inspectorCount} were given`,
    )
  if (fromOn < today)
    throw refusal('fromOn', `检查不能早于今天（${today}）开始`, `Inspections cannot begin before today (${today})`)
  if (toOn < fromOn)
    throw refusal(
      'toOn',
      `截止日 ${toOn} 早于开始日 ${fromOn}`,
      `The last day, ${toOn}, is before the first, ${fromOn}`,
    )
  if (isCross && regionCode?.endsWith('00'))
    throw refusal('isCross', '交叉检查请选择县区或全市', 'For a cross inspection choose a county or the whole city')
}

async function refuseSecond(tx: Db, { regionCode }: CommitInput) {
  if (regionCode !== null) {
    const [region] = await tx.select({ code: regions.code }).from(regions).where(eq(regions.code, regionCode))
    if (!region)
      throw refusal('regionCode', `没有代码为 ${regionCode} 的县区`, `There is no county with code ${regionCode}`)
  }
  const waiting = await tx
    .select({ no: draws.no, regionCode: draws.regionCode })
    .from(draws)
    .where(eq(draws.state, 'committed'))
  const same = waiting.find((each) => each.regionCode === regionCode)
  if (same)
    throw conflict(
      `${same.no} 已公布名录、尚未抽取；请先抽取或作废`,
      `${same.no} is committed to and not drawn yet: draw or void it first`,
    )
}

function refusePools(pools: Pools) {
  if (pools.firms.length < pools.take.firms)
    throw refusal(
      'firmCount',
      `符合条件的在产排污单位只有 ${pools.firms.length} 家，要抽 ${pools.take.firms} 家`,
      `Only ${pools.firms.length} firms in operation fit; ${pools.take.firms} are to be drawn`,
    )
  const short = withoutInspectors(pools)
  if (short.length > 0) {
    const named = short.slice(0, 3).map(({ name }) => name)
    throw refusal(
      'inspectorCount',
      `${short.length} 家没有 ${pools.take.inspectors} 名可派的检查人员（已除去回避的）：${named.join('、')}`,
      `${short.length} firms have fewer than ${pools.take.inspectors} inspectors without a conflict: ${named.join(', ')}`,
    )
  }
}
