import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { streamOf } from '#platform/http/stream.ts'
import { Turns } from '#platform/http/turns.ts'

async function* lines(count: number) {
  for (let i = 0; i < count; i++) yield `${i}\n`
}
const giving = (turns: Turns) => {
  const give = turns.take()
  if (!give) throw new Error('no turn')
  return give
}

describe('turns of long files', () => {
  it('are as many as set; the next reader is refused until one ends', async () => {
    const turns = new Turns(2)
    const [first] = [giving(turns), giving(turns)]
    expect(turns.take()).toBeUndefined()
    expect((await Array.fromAsync(first(lines(3)))).join('')).toBe('0\n1\n2\n')
    expect(turns.taken).toBe(1)
    expect(turns.take()).toBeDefined()
  })

  it('end when the reader goes away in the middle, and when the file breaks off', async () => {
    const turns = new Turns(2)
    const reader = streamOf(giving(turns)(lines(1000))).getReader()
    await reader.read()
    await reader.cancel()
    async function* breaking() {
      yield 'a'
      throw new Error('the database is gone')
    }
    await expect(Array.fromAsync(giving(turns)(breaking()))).rejects.toThrow('the database is gone')
    expect(turns.taken).toBe(0)
  })

  it('end when nobody takes anything for a while, even before the first line; who comes back late gets no half file', async () => {
    const turns = new Turns(2, 20)
    giving(turns)
    const slow = giving(turns)(lines(3))
    await slow.next()
    await sleep(60)
    expect(turns.taken).toBe(0)
    await expect(slow.next()).rejects.toThrow('took nothing')
    expect(turns.taken).toBe(0)
  })

  it('are never more than set and all given back, whatever comes in which order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat({ max: 4 }), { maxLength: 20 }),
        async (most, reads) => {
          const turns = new Turns(most)
          const files = reads.map(async (count) => {
            const give = turns.take()
            expect(turns.taken).toBeLessThanOrEqual(most)
            if (!give) return
            const parts = give(lines(4))
            for (let i = 0; i < count; i++) await parts.next()
            await parts.next()
            await parts.return(undefined)
          })
          await Promise.all(files)
          expect(turns.taken).toBe(0)
        },
      ),
    )
  })
})
