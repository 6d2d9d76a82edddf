import type { Readable } from 'node:stream'

/** What came is no answer, or ended too early. */
export class BrokenWire extends Error {
  override name = 'BrokenWire'
}

const longestHead = 1000

/** Reads what another process writes: a line of JSON, then as many bytes as it says, again and again. */
export function readWire(from: Readable) {
  const pieces = from[Symbol.asyncIterator]()
  let waiting: Buffer = Buffer.alloc(0)
  let owed = 0

  async function more(): Promise<Buffer> {
    const { value, done } = await pieces.next()
    if (done) throw new BrokenWire('the other process ended')
    return value
  }

  return {
    /** Whether a body was not read to its end: then nothing more can be read. */
    isBehind: () => owed > 0,

    async head(): Promise<Record<string, unknown>> {
      for (;;) {
        const end = waiting.indexOf(0x0a)
        if (end < 0 && waiting.length < longestHead) {
          waiting = Buffer.concat([waiting, await more()])
          continue
        }
        if (end < 0 || end > longestHead) throw new BrokenWire('no line of JSON')
        const line = waiting.toString('utf8', 0, end)
        waiting = waiting.subarray(end + 1)
        try {
          return JSON.parse(line)
        } catch {
          throw new BrokenWire('no line of JSON')
        }
      }
    },

    async *body(bytes: number): AsyncGenerator<Buffer> {
      owed = bytes
      while (owed > 0) {
        const piece = waiting.length > 0 ? waiting : await more()
        const mine = piece.subarray(0, owed)
        waiting = piece.subarray(mine.length)
        owed -= mine.length
        yield mine
      }
    },
  }
}
export type Wire = ReturnType<typeof readWire>
