/**
 * For anybody: recomputes a double-random draw (双随机) from what the portal published, with nothing but Node 20 or later.
 *   node recompute-draw.mjs https://qingyuan.example 抽2026-0001
 * Ends with 0 where pools, seed and result agree, with 1 where they do not. Algorithm qy-draw-1, docs/decisions/034-draws-anyone-can-recompute.md.
 */
import { createHash, createHmac } from 'node:crypto'

const [site, no] = process.argv.slice(2)
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const get = async (path) => {
  const answer = await fetch(new URL(path, site))
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

function stream(key, label) {
  let counter = 0
  let block = []
  return (n) => {
    const whole = (1n << 64n) - ((1n << 64n) % n)
    for (;;) {
      if (block.length === 0) {
        const bytes = createHmac('sha256', key).update(`${label}\n${counter++}`).digest()
        block = [0, 8, 16, 24].map((offset) => bytes.readBigUInt64BE(offset))
      }
      const number = block.shift()
      if (number < whole) return number % n
    }
  }
}

function sample(candidates, most, below) {
  const left = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1))
  const drawn = []
  while (drawn.length < most && left.length > 0) {
    let point = below(left.reduce((sum, { weight }) => sum + BigInt(weight), 0n))
    let place = 0
    while (point >= BigInt(left[place].weight)) point -= BigInt(left[place++].weight)
    drawn.push(...left.splice(place, 1))
  }
  return drawn
}

async function findDraw() {
  for (let next = '/api/v1/draws?state=revealed&limit=200'; next; ) {
    const page = JSON.parse(await get(next))
    const found = page.data.find((each) => each.no === no)
    if (found) return found
    next = page.next
  }
  throw new Error(`${no} is not there, or its seed is not public yet`)
}

const published = await findDraw()
const bytes = await get(new URL(published.poolsUrl).pathname)
const pools = JSON.parse(bytes)
const seed = Buffer.from(published.seed, 'hex')
const key = createHmac('sha256', seed)
  .update(`qy-draw-1\n${sha256(bytes)}\n${published.witnessNumber}`)
  .digest()
const firms = sample(pools.firms, pools.take.firms, stream(key, 'firms'))
const result = firms.map((firm) => {
  const away = new Set(pools.apart.filter(([id]) => id === firm.id).map(([, inspector]) => inspector))
  const may = pools.inspectors.filter(
    ({ id, region }) =>
      !away.has(id) && (pools.isCross ? region !== firm.region : region === firm.region || region.endsWith('00')),
  )
  const inspectors = sample(may, pools.take.inspectors, stream(key, `inspectors:${firm.id}`))
  return { firm: firm.id, inspectors: inspectors.map(({ id }) => id) }
})

const agrees = {
  pools: sha256(bytes) === published.poolsSha256,
  seed: sha256(seed) === published.commitment,
  result: JSON.stringify(result) === JSON.stringify(published.result),
}
console.log(no, agrees)
for (const { firm, inspectors } of result) console.log(firm, inspectors.join(' '))
process.exitCode = Object.values(agrees).every(Boolean) ? 0 : 1
