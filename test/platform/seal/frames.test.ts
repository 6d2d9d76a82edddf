import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sealFrames, unsealFrames } from '#platform/seal/frames.ts'
import { BrokenSeal, newKey } from '#platform/seal/seal.ts'

const all = async (source: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(source))
const key = newKey()

it('bytes of any length, cut anyhow on both ways, come back the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(600_000),
      fc.integer({ min: 1, max: 300_000 }),
      fc.integer({ min: 1, max: 300_000 }),
      async (length, one, other) => {
        const bytes = Buffer.alloc(length, 'qingyuan')
        const cut = (whole: Buffer, size: number) =>
          Array.from({ length: Math.ceil(whole.length / size) }, (_, i) => whole.subarray(i * size, (i + 1) * size))
        const sealed = await all(sealFrames(key, 'a', cut(bytes, one)))
        expect((await all(unsealFrames(key, 'a', cut(sealed, other)))).equals(bytes)).toBe(true)
      },
    ),
    { numRuns: 20 },
  )
})

it('a frame that is cut off, moved or taken from elsewhere breaks the seal', async () => {
  const sealed = await Array.fromAsync(sealFrames(key, 'a', [Buffer.alloc(600_000)]))
  expect(sealed).toHaveLength(3)
  const [first, second, third] = sealed as [Buffer, Buffer, Buffer]
  for (const wrong of [
    [first, second],
    [second, first, third],
    [first, third],
    [],
    [first, second, third.subarray(0, 90)],
  ])
    await expect(all(unsealFrames(key, 'a', wrong))).rejects.toThrow(BrokenSeal)
  await expect(all(unsealFrames(key, 'b', sealed))).rejects.toThrow(BrokenSeal)
})
