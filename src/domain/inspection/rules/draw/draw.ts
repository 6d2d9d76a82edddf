import { byId, sample } from '#domain/inspection/rules/draw/sample.ts'
import { fromHex, hmac, openStream, sha256 } from '#domain/inspection/rules/draw/stream.ts'

export const algorithm = 'qy-draw-1'

/** What is published before a draw; canonical JSON of it is what its hash is taken of. */
export interface Pools {
  algorithm: string
  no: string
  purpose: string
  /** The version of the rules by which the weights were made. */
  rules: string
  isCross: boolean
  take: { firms: number; inspectors: number }
  /** Id: the credit code. `reasons` add up to the weight. */
  firms: PoolFirm[]
  /** Id: the number of the certificate. */
  inspectors: PoolInspector[]
  /** Firm and inspector that stay apart. */
  apart: [firm: string, inspector: string][]
}
export interface PoolFirm {
  id: string
  name: string
  region: string
  weight: number
  reasons: Record<string, number>
}
interface PoolInspector {
  id: string
  region: string
  post: string
  weight: number
}
export interface Drawn {
  firm: string
  inspectors: string[]
}

/** The inspectors who may go to a firm: of its county or of the city, in a cross draw of another county; never one who stays apart. */
export function eligible(
  { inspectors, apart, isCross }: Pick<Pools, 'inspectors' | 'apart' | 'isCross'>,
  firm: PoolFirm,
) {
  const away = new Set(apart.flatMap(([id, inspector]) => (id === firm.id ? [inspector] : [])))
  return inspectors.filter(({ id, region }) => {
    if (away.has(id)) return false
    return isCross ? region !== firm.region : region === firm.region || isCity(region)
  })
}
const isCity = (region: string) => region.endsWith('00')

/**
 * The draw. It follows from three things alone: the seed, the bytes of the pools and the number of the witness.
 *
 * key = HMAC-SHA256(seed, "qy-draw-1" LF sha256(pools) LF witness number). Firms by `sample` from the stream "firms"; then for each
 * firm, in the order of their drawing, inspectors by `sample` from the stream "inspectors:" firm.
 * @param seed 64 hexadecimal digits
 */
export async function draw(pools: Pools, poolsSha256: string, seed: string, witnessNumber: string): Promise<Drawn[]> {
  const bytes = fromHex(seed)
  if (!bytes) throw new RangeError('the seed is not hexadecimal')
  const key = await hmac(bytes, `${algorithm}\n${poolsSha256}\n${witnessNumber}`)
  const firms = await sample(pools.firms, pools.take.firms, await openStream(key, 'firms'))
  const drawn: Drawn[] = []
  for (const firm of firms) {
    const stream = await openStream(key, `inspectors:${firm.id}`)
    const inspectors = await sample(eligible(pools, firm), pools.take.inspectors, stream)
    drawn.push({ firm: firm.id, inspectors: inspectors.map(({ id }) => id) })
  }
  return drawn
}

interface Published {
  pools: string
  poolsSha256: string
  commitment: string
  seed: string
  witnessNumber: string
  result: readonly Drawn[]
}
type Check = 'pools' | 'seed' | 'result'

/** Recomputes a published draw from what was published. Empty where all of it agrees; else what does not. */
export async function findTampering(published: Published): Promise<Check[]> {
  const broken: Check[] = []
  const poolsSha256 = await sha256(published.pools)
  if (poolsSha256 !== published.poolsSha256) broken.push('pools')
  const seed = fromHex(published.seed)
  if (!seed || (await sha256(seed)) !== published.commitment) broken.push('seed')
  const again = seed
    ? await draw(JSON.parse(published.pools), poolsSha256, published.seed, published.witnessNumber)
    : []
  const same = (a: readonly Drawn[], b: readonly Drawn[]) =>
    a.length === b.length &&
    a.every(({ firm, inspectors }, i) => firm === b[i]?.firm && inspectors.join() === b[i]?.inspectors.join())
  if (!same(again, published.result)) broken.push('result')
  return broken
}

/** Firms for which fewer inspectors are left than a visit takes: with them nothing is drawn. */
export const withoutInspectors = (pools: Pools): PoolFirm[] =>
  [...pools.firms].sort(byId).filter((firm) => eligible(pools, firm).length < pools.take.inspectors)
