import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { enterWithReceipt, newTurn } from '#domain/report/commands/enter.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import { openFollowing, sealFollowing } from '#domain/report/queries/session.ts'
import { Rush } from '#domain/report/rules/rush.ts'
import { guessRules } from '#domain/report/rules/terms.ts'
import { derivations } from '#platform/seal/argon2.ts'
import { paperCodeOf, paperCodeText } from '#platform/seal/code.ts'
import { followed } from '#test/domain/report/follow/followed.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:20:00Z')
const plus = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const unknown = () => paperCodeText(paperCodeOf(randomBytes(20)))

describe('a typed receipt', () => {
  it('wrong, unknown, malformed and right ones take the same time (medians over many tries, printed)', async () => {
    const { db } = database
    const { receipt } = await followed(db, now)
    const kinds: Record<string, () => string> = {
      right: () => receipt,
      'wrong secret': () => receipt.slice(0, 9) + unknown().slice(9),
      unknown,
      malformed: () => '不是回执',
      empty: () => '',
    }
    const times = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]))
    for (let round = 0; round < 40; round++)
      for (const [name, make] of Object.entries(kinds)) {
        const typed = make()
        const started = performance.now()
        await findByReceipt(db, typed)
        times.get(name)?.push(performance.now() - started)
      }
    const quantile = (all: number[], q: number) => all.sort((a, b) => a - b)[Math.floor(all.length * q)]?.toFixed(1)
    for (const [name, all] of times)
      console.info(`receipt ${name}: quartiles ${[0.25, 0.5, 0.75].map((q) => quantile(all, q)).join(', ')} ms`)
    expect([...times.values()].every((all) => all.length === 40)).toBe(true)
  }, 120_000)

  it('wrong, unknown and malformed ones are answered in the same words', async () => {
    const { db } = database
    const { receipt, id } = await followed(db, now)
    const answerTo = (typed: string) =>
      enterWithReceipt(db, { receipt: typed, turn: undefined }, now).then(
        (found) => found,
        (error) => JSON.stringify([error.code, error.message, error.problems]),
      )
    const answers = await Promise.all(
      [receipt.slice(0, -1) + (receipt.endsWith('0') ? '1' : '0'), unknown(), '??', ''].map(answerTo),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('There is no report of this receipt')
    expect(await answerTo(` ${receipt.toLowerCase().replaceAll('-', ' ')} `)).toBe(id)
  })
})

describe('while many wrong receipts are tried', () => {
  it('everybody waits some seconds with a form of their own, right receipts get through, and one form is good once', async () => {
    const { db } = database
    const { receipt, id } = await followed(db, now)
    for (let i = 0; i < guessRules.failures.value; i++)
      await enterWithReceipt(db, { receipt: unknown(), turn: undefined }, now).catch(() => {})
    const turn = newTurn(now)
    await expect(enterWithReceipt(db, { receipt, turn }, plus(4))).rejects.toThrow('wait 5 seconds')
    await expect(enterWithReceipt(db, { receipt, turn: 'made up' }, plus(6))).rejects.toThrow('wait 5 seconds')
    expect(await enterWithReceipt(db, { receipt, turn }, plus(6))).toBe(id)
    await expect(enterWithReceipt(db, { receipt, turn }, plus(6))).rejects.toThrow('wait 5 seconds')
    expect(await enterWithReceipt(db, { receipt, turn: newTurn(plus(6)) }, plus(12))).toBe(id)
    expect(await enterWithReceipt(db, { receipt, turn: undefined }, plus(700))).toBe(id)
  }, 60_000)

  it('what has not the form of a receipt makes nobody wait', async () => {
    const { db } = database
    const { receipt, id } = await followed(db, now)
    const later = plus(7200)
    for (let i = 0; i < guessRules.failures.value; i++)
      await enterWithReceipt(db, { receipt: i % 2 ? '' : '不是回执', turn: undefined }, later).catch(() => {})
    expect(await enterWithReceipt(db, { receipt, turn: undefined }, later)).toBe(id)
  }, 60_000)

  it('the count forgets what is older than its span', () => {
    const rush = new Rush(3, 60_000)
    for (const at of [0, 30, 61]) rush.failed(plus(at))
    expect([rush.isOn(plus(59)), rush.isOn(plus(60))]).toEqual([true, false])
    rush.failed(plus(62))
    expect([rush.isOn(plus(89)), rush.isOn(plus(90))]).toEqual([true, false])
  })
})

describe('the session that follows', () => {
  it('opens its report for half an hour, says nothing to who holds it, and cannot be made or changed', async () => {
    const { id } = await followed(database.db, now)
    const sealed = sealFollowing(id, now)
    expect(openFollowing(sealed, plus(1799))).toBe(id)
    expect(openFollowing(sealed, plus(1800))).toBeUndefined()
    // Long enough that no chance finds it among the sealed bytes.
    const long = 9_007_199_254_740_991 as unknown as typeof id
    expect(Buffer.from(sealFollowing(long, now), 'base64url').toString('latin1')).not.toContain(String(long))
    expect(sealFollowing(id, now)).not.toBe(sealed)
    const changed = Buffer.from(sealed, 'base64url')
    changed[30] = (changed[30] ?? 0) ^ 1
    for (const other of [changed.toString('base64url'), newTurn(now), '', 'x', 'x'.repeat(2000), undefined])
      expect(openFollowing(other, now)).toBeUndefined()
  })
})

describe('the cost of an attempt', () => {
  it('is one derivation for every kind of receipt', async () => {
    const { db } = database
    const { receipt } = await followed(db, now)
    const costs = []
    for (const typed of [
      receipt,
      receipt.slice(0, 9) + unknown().slice(9),
      unknown(),
      '不是回执',
      '',
      'A'.repeat(200),
    ]) {
      const counted = derivations()
      await findByReceipt(db, typed)
      costs.push(derivations() - counted)
    }
    expect(costs).toEqual([1, 1, 1, 1, 1, 1])
  })
})
