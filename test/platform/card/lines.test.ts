import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines } from '#platform/card/lines.ts'

/** Chinese signs are two wide, the rest one. */
const width = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0)
const lines = (text: string, room: number, most = 3) => breakLines(text, room, most, width)

describe('breakLines', () => {
  it.each([
    ['a short text is one line', '桃江纸业', 20, ['桃江纸业']],
    ['Chinese breaks between any two signs', '桃江纸业私设暗管', 8, ['桃江纸业', '私设暗管']],
    ['a line never begins with a full stop', '桃江纸业。偷排', 8, ['桃江纸', '业。偷排']],
    ['a line never ends with an opening bracket', '桃江纸（旧）', 8, ['桃江纸', '（旧）']],
    ['a word stays whole', 'hidden pipe found', 8, ['hidden', 'pipe', 'found']],
    ['a word wider than a line is cut', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['blanks and line breaks are one blank', '  a \n b ', 9, ['a b']],
    ['nothing is no line', '  ', 9, []],
  ])('%s', (_, text, room, expected) => expect(lines(text, room)).toEqual(expected))

  it('what does not fit ends with an ellipsis', () => {
    expect(breakLines('桃江纸业私设暗管排放废水', 8, 2, width)).toEqual(['桃江纸业', '私设暗…'])
  })

  it('no line is wider than its room and none is too many, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 4, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (text, room, most) => {
          const found = breakLines(text, room, most, width)
          expect(found.length).toBeLessThanOrEqual(most)
          for (const line of found) expect(width(line)).toBeLessThanOrEqual(room + 2)
        },
      ),
    )
  })
})
