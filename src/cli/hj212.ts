import { pipeline } from 'node:stream/promises'
import type { Decoded } from '#src/gateway/decode/decoded.ts'
import { LineDecoder } from '#src/gateway/decode/line-decoder.ts'
import { type Locale, locales } from '#src/i18n/locale.ts'
import { frameAdvice } from '#src/i18n/messages/deviation-remedies.ts'

const usage =
  'portal hj212 decode < FRAMES: one frame a line in, one JSON object a line out, in the same order; with --explain zh or --explain en what to change on the device, line by line, on standard error'

/** `portal hj212 decode`: what devices send, in plain sight. For the people who install them. */
export async function hj212(args: string[]): Promise<void> {
  const [command, option, asked, ...more] = args
  const locale = option === '--explain' && more.length === 0 ? locales.find((each) => each === asked) : undefined
  if (command !== 'decode' || (args.length > 1 && locale === undefined)) throw new Error(usage)
  const explain = locale ? explainIn(locale) : () => {}
  const decoder = new LineDecoder()
  try {
    await pipeline(
      process.stdin,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          const said = decoder.push(chunk)
          explain(said)
          yield said
        }
        const last = decoder.end()
        explain(last)
        yield last
      },
      process.stdout,
    )
  } catch (error) {
    // The reader of our output has seen enough: `... | head`.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
}

/** Says of each line, by its number, what to change; of a line without a fault nothing. */
function explainIn(locale: Locale) {
  let line = 0
  return (said: string) => {
    for (const text of said.split('\n').slice(0, -1)) {
      line++
      const { more = [], ...first } = JSON.parse(text) as Decoded & { more?: Decoded[] }
      const advice = new Set([first, ...more].flatMap((frame) => frameAdvice(locale, frame)))
      for (const each of advice)
        process.stderr.write(locale === 'zh' ? `第 ${line} 行：${each}\n` : `line ${line}: ${each}\n`)
    }
  }
}
