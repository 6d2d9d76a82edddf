import { pipeline } from 'node:stream/promises'
import { LineDecoder } from '#src/gateway/decode/line-decoder.ts'

const usage = 'portal hj212 decode < FRAMES: one frame a line in, one JSON object a line out, in the same order'

/** `portal hj212 decode`: what devices send, in plain sight. For the people who install them. */
export async function hj212(args: string[]): Promise<void> {
  if (args.length !== 1 || args[0] !== 'decode') throw new Error(usage)
  const decoder = new LineDecoder()
  try {
    await pipeline(
      process.stdin,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) yield decoder.push(chunk)
        yield decoder.end()
      },
      process.stdout,
    )
  } catch (error) {
    // The reader of our output has seen enough: `... | head`.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
}
