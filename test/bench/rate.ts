import autocannon from 'autocannon'

const SECONDS = 4
const ROUNDS = 3

/** Answers per second at saturation, uncompressed, over kept-alive connections. @throws when an answer is not 2xx */
async function rate(url: string, paths: string[], connections: number): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    idReplacement: true,
    requests: paths.map((path) => ({ path })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}${paths[0]}: ${result.non2xx} refusals, ${result.errors} errors`)
  return result['2xx'] / result.duration
}

/**
 * The rates of two servers in turn, three rounds of four seconds after a warm-up, and the median of the rounds' ratios: what
 * else the machine does hits both.
 */
export async function compareRates(ours: string, floor: string, paths: string[], connections = 16) {
  for (const url of [ours, floor]) await rate(url, paths, connections)
  const rounds: { ours: number; floor: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ ours: await rate(ours, paths, connections), floor: await rate(floor, paths, connections) })
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
  return {
    ours: median(rounds.map((round) => round.ours)),
    floor: median(rounds.map((round) => round.floor)),
    ratio: median(rounds.map((round) => round.ours / round.floor)),
  }
}
