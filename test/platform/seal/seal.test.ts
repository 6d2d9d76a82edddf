import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashSecret, isSecretOf } from '#platform/seal/argon2.ts'
import { paperCodeOf, paperCodeText, readPaperCode } from '#platform/seal/code.ts'
import { BrokenSeal, newKey, seal, sealText, unseal, unsealText } from '#platform/seal/seal.ts'
import { unwrapKey, unwrapWith, wrapFor, wrapKey } from '#platform/seal/wrap.ts'

const bytes = fc.uint8Array({ maxLength: 500 })

describe('a seal', () => {
  it('gives back what was sealed, and never the same twice', () => {
    const key = newKey()
    fc.assert(
      fc.property(bytes, (given) => {
        expect(unseal(key, 'report:1:content', seal(key, 'report:1:content', given))).toEqual(Buffer.from(given))
        expect(seal(key, 'a', given)).not.toEqual(seal(key, 'a', given))
      }),
    )
  })

  it('does not open with another key, for another report, or after any change', () => {
    const key = newKey()
    const sealed = sealText(key, 'report:1:content', '资江边的一根管子')
    expect(unsealText(key, 'report:1:content', sealed)).toBe('资江边的一根管子')
    expect(() => unseal(newKey(), 'report:1:content', sealed)).toThrow(BrokenSeal)
    expect(() => unseal(key, 'report:2:content', sealed)).toThrow(BrokenSeal)
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(sealed)
        changed[place] = (changed[place] as number) ^ change
        expect(() => unseal(key, 'report:1:content', changed)).toThrow(BrokenSeal)
      }),
    )
    for (const short of [0, 1, 27]) expect(() => unseal(key, 'x', sealed.subarray(0, short))).toThrow(BrokenSeal)
  })

  it('of a key opens in this installation only, that of an identity with the private key only', () => {
    const key = newKey()
    expect(unwrapKey(wrapKey(key, 'report:1'), 'report:1')).toEqual(key)
    expect(() => unwrapKey(wrapKey(key, 'report:1'), 'report:2')).toThrow(BrokenSeal)
    const [ours, theirs] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }))
    const wrapped = wrapFor(ours?.publicKey as never, key)
    expect(unwrapWith(ours?.privateKey as never, wrapped)).toEqual(key)
    expect(() => unwrapWith(theirs?.privateKey as never, wrapped)).toThrow(BrokenSeal)
  })
})

describe('the hash of a secret', () => {
  it('knows its secret, no other, and fits the PHC form; the same secret twice has two hashes', async () => {
    const hash = await hashSecret('K7Q2')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(await isSecretOf('K7Q2', hash)).toBe(true)
    expect(await isSecretOf('K7Q3', hash)).toBe(false)
    expect(await hashSecret('K7Q2')).not.toBe(hash)
  })

  it('is true of nothing where there is none, and of the known vector of the reference implementation', async () => {
    expect(await isSecretOf('', undefined)).toBe(false)
    expect(await isSecretOf('K7Q2', 'not a hash')).toBe(false)
    // P-H-C/phc-winner-argon2, src/test.c: version 0x13, t=2, m=2^16, p=1, "password", "somesalt", Argon2id.
    const vector = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await isSecretOf('password', vector)).toBe(true)
    expect(await isSecretOf('passwore', vector)).toBe(false)
  })
})

describe('a code on paper', () => {
  const code = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(paperCodeOf)

  it('is read back however it was typed', () => {
    fc.assert(
      fc.property(code, (made) => {
        const text = paperCodeText(made)
        expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
        const full = text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
        for (const typed of [
          text,
          text.toLowerCase(),
          text.replaceAll('-', ' '),
          text.replaceAll('0', 'o').replaceAll('1', 'l'),
          full,
        ])
          expect(readPaperCode(typed)).toEqual(made)
      }),
    )
  })

  it('uses every one of its 160 bits', () => {
    const texts = Array.from({ length: 160 }, (_, bit) => {
      const random = Buffer.alloc(20)
      random[bit >> 3] = 1 << (bit & 7)
      return paperCodeText(paperCodeOf(random))
    })
    expect(new Set(texts).size).toBe(160)
  })

  it('is none when a sign is missing, too many or not of the alphabet', () => {
    const text = paperCodeText(paperCodeOf(Buffer.alloc(20, 7)))
    for (const typed of ['', text.slice(1), `${text}A`, text.replace(/.$/, 'U'), '举报'.repeat(16)])
      expect(readPaperCode(typed)).toBeUndefined()
  })
})
