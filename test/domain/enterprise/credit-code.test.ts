import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkCharacter,
  nearCodes,
  organisationCheckCharacter,
  parseCode,
} from '#domain/enterprise/rules/credit-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
/** Any UTF-16 unit, half surrogates too. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))

describe('the unified social credit code of GB 32100-2015', () => {
  it.each([
    ['91430902MAFAKE0008', 'plain'],
    ['91430922MAFAKE06X7', 'organisation check X'],
    ['12430923MAFAKE5370', 'sum divisible by 31: the check character is 0, not a 32nd one'],
    ['93430981MAFAKE043W', 'check value 28'],
    ['91430903MAFAKE000N', 'a letter above I'],
    ['91350100M000100Y43', "the standard's own sample"],
  ])('accepts %s (%s)', (code) => {
    expect(parseCode(code)).toEqual({ ok: true, kind: 'uscc', code })
  })

  it('names the right last character when it is wrong, and lets an officer override it', () => {
    expect(parseCode('91350211M000100Y43')).toEqual({
      ok: false,
      code: '91350211M000100Y43',
      problems: [{ kind: 'check', given: '3', expected: '6' }],
      mayOverride: true,
    })
  })

  it('reads lower case, full width, blanks and hyphens as what they stand for', () => {
    expect(parseCode(' ９１４３０９０２ｍａｆａｋｅ０００８\u3000')).toMatchObject({
      ok: true,
      code: '91430902MAFAKE0008',
    })
    expect(parseCode('9143-0902-mafake-0008')).toMatchObject({ ok: true, code: '91430902MAFAKE0008' })
  })

  it('says of each character that is not in the alphabet where it stands and what it may be', () => {
    expect(parseCode('9I43O902MAFAKE000V')).toMatchObject({
      ok: false,
      mayOverride: false,
      problems: [
        { kind: 'character', place: 2, character: 'I', instead: '1' },
        { kind: 'character', place: 5, character: 'O', instead: '0' },
        { kind: 'character', place: 18, character: 'V', instead: 'U' },
      ],
    })
    expect(parseCode('91430902MAFAKE00é8')).toMatchObject({ problems: [{ place: 17, instead: undefined }] })
  })

  it.each([
    ['', [{ kind: 'empty' }]],
    ['\u3000', [{ kind: 'empty' }]],
    ['91430902MAFAKE000', [{ kind: 'length', given: 17, looksLike: undefined }]],
    ['91430902MAFAKE00080', [{ kind: 'length', given: 19, looksLike: undefined }]],
    ['430902000012345', [{ kind: 'length', given: 15, looksLike: 'old_licence' }]],
    ['000000000000000000', [{ kind: 'unassigned' }]],
  ])('refuses %j', (given, problems) => {
    expect(parseCode(given)).toMatchObject({ ok: false, problems, mayOverride: false })
  })

  it('finds every single wrong character and every swap of neighbours', () => {
    const body = fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(body, fc.nat(16), fc.constantFrom(...alphabet), (signs, place, other) => {
        fc.pre(new Set(signs).size > 1)
        const code = signs.join('') + checkCharacter(signs.join(''))
        expect(parseCode(code).ok).toBe(true)
        const wrong = [...code]
        wrong[place] = other
        if (other !== code[place]) expect(parseCode(wrong.join('')).ok).toBe(false)
        const swapped = [...code]
        ;[swapped[place], swapped[place + 1]] = [swapped[place + 1] as string, swapped[place] as string]
        if (place < 16 && code[place] !== code[place + 1]) expect(parseCode(swapped.join('')).ok).toBe(false)
      }),
    )
  })

  it('lists the codes that are one slip of the hand away, the right one among them', () => {
    expect(nearCodes('91430902MAFAKE0009')).toContain('91430902MAFAKE0008')
    expect(nearCodes('91430902MAFAEK0008')).toContain('91430902MAFAKE0008')
    expect(nearCodes('91430902MAFAKE0008')).not.toContain('91430902MAFAKE0008')
    expect(nearCodes('9143')).toEqual([])
  })

  it('never fails on any text', () => {
    fc.assert(fc.property(fc.string({ unit: anyUnit }), (text) => typeof parseCode(text).ok === 'boolean'))
  })
})

describe('the organisation code of GB 11714', () => {
  it.each(['MAFAKE000', 'MAFAKE06X', 'MAFAKE537', 'MAFAKE043'])('accepts %s', (code) => {
    expect(organisationCheckCharacter(code)).toBe(code.charAt(8))
    expect(parseCode(code)).toEqual({ ok: true, kind: 'organisation', code })
  })

  it('is read as a kind of its own, with or without its hyphen', () => {
    expect(parseCode('MAFAKE06-X')).toEqual({ ok: true, kind: 'organisation', code: 'MAFAKE06X' })
    expect(parseCode('mafake537')).toMatchObject({ ok: true, kind: 'organisation' })
    expect(parseCode('MAFAKE538')).toMatchObject({ ok: false, problems: [{ kind: 'check', expected: '7' }] })
  })
})
