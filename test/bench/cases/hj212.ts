import { FrameReader } from '#src/gateway/read/frame-reader.ts'
import { readPacket } from '#src/gateway/read/packet.ts'
import { crcOnly } from '#test/bench/hj212/floor.ts'
import { fuzz } from '#test/bench/hj212/fuzz.ts'
import { readNaively } from '#test/bench/hj212/naive.ts'
import { packets } from '#test/bench/hj212/packets.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

const count = 20_000
const factorsOfEach = 15
const rounds = 9
/** As TCP hands them over. */
const chunkBytes = 65_536

export const bench: Bench = {
  title: 'HJ 212: packets of 15 factors read on one core; a million fuzzed streams',
  on: 'nothing',
  run: async () => [...parsing(), fuzzing()],
}

function read(stream: Buffer): number {
  const receivedAt = new Date()
  let factors = 0
  const reader = new FrameReader((frame) => {
    factors += readPacket(frame, receivedAt).factors.length
  })
  for (let at = 0; at < stream.length; at += chunkBytes) reader.push(stream.subarray(at, at + chunkBytes))
  return factors
}

/** The three in turn, round after round, and the medians of the rounds' ratios: what else the machine does hits all. */
function parsing(): Figure[] {
  const stream = packets(count)
  for (const work of [read, readNaively])
    if (work(stream) !== count * factorsOfEach) throw new Error(`${work.name} read ${work(stream)} factors`)
  const seen = Array.from({ length: rounds }, () => ({
    floor: rate(() => crcOnly(stream)),
    ours: rate(() => read(stream)),
    naive: rate(() => readNaively(stream)),
  })).slice(2)
  const median = (of: (round: (typeof seen)[number]) => number) =>
    seen.map(of).sort((a, b) => a - b)[Math.floor(seen.length / 2)] as number
  const perSecond = (value: number) => `${Math.round(value)}/s of one core`
  const ours = perSecond(median((round) => round.ours))
  return [
    {
      name: 'frames found, checked and read, 15 factors',
      beside: 'a table-driven CRC over the same bytes, nothing else',
      ours,
      floor: perSecond(median((round) => round.floor)),
      ratio: median(({ ours, floor }) => ours / floor),
      goal: 0.3,
    },
    {
      name: 'the same',
      beside: 'split() and a bitwise CRC',
      ours,
      floor: perSecond(median((round) => round.naive)),
      ratio: median(({ ours, naive }) => ours / naive),
      goal: 6,
    },
  ]
}

/** Packets for each second of the processor's time, the collector's threads included: others on the machine do not count. */
function rate(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (count / (user + system)) * 1_000_000
}

function fuzzing(): Figure {
  const { streams, mostHeld, seconds } = fuzz(Number(process.env.FUZZ ?? 1_000_000))
  return {
    name: 'fuzzed streams without a fault',
    beside: `at most ${mostHeld} bytes held`,
    ours: `${streams} in ${seconds.toFixed(0)} s`,
    floor: '',
    ratio: null,
    goal: null,
  }
}
