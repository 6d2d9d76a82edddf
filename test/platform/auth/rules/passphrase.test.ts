import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePassphrase, normalisePassphrase, passphraseLength } from '#platform/auth/rules/passphrase.ts'

const names = ['paper', '资江纸业', 'zijiangzhiye']

describe('a passphrase', () => {
  it.each([
    ['lantern otter granite 7', undefined],
    ['kf83hf9s0dkf83hsJ', undefined],
    ['三更灯火与晒谷场上的那条老狗', 'too_short'],
    ['三更灯火与晒谷场上的那条老黄狗', undefined],
    ['shuiyou banbian qiezi luan fei', undefined],
    ['abcdefgh jklmn', 'too_short'],
    ['', 'too_short'],
    ['passwordpassword1', 'guessable'],
    ['qwertyuiop123456', 'guessable'],
    ['1qaz2wsx3edc4rfv', 'guessable'],
    ['aaaaaaaaaaaaaaaa', 'guessable'],
    ['1234567890123456', 'guessable'],
    ['abcdefghijklmnop', 'guessable'],
    ['woaini5201314520', 'guessable'],
    ['woaizhongguo1314', 'guessable'],
    ['weirenminfuwu888', 'guessable'],
    ['绿水青山就是金山银山绿水青山', 'too_short'],
    ['绿水青山就是金山银山绿水青山就是', 'guessable'],
    ['qingyuanyiyang2026', 'names'],
    ['PaperPaper-Yiyang!', 'names'],
    ['资江纸业资江纸业资江纸业2026', 'names'],
    ['zijiangzhiye-2026!', 'names'],
  ])('%s: %s', (passphrase, problem) => expect(judgePassphrase(passphrase, names)).toBe(problem))

  it('is counted in characters, at both ends of what is allowed', () => {
    const random = 'q7vT wz3k PfXe 9mRb uL2s'
    expect(judgePassphrase(random.slice(0, 14), [])).toBe('too_short')
    expect(judgePassphrase(random.slice(0, 15), [])).toBeUndefined()
    const long = Array.from({ length: 100 }, (_, i) =>
      String.fromCodePoint(97 + ((i * 7 + (i % 5)) % 26), 33 + (i % 60)),
    ).join('')
    expect(judgePassphrase(long, [])).toBeUndefined()
    expect(judgePassphrase(`${long}x`, [])).toBe('too_long')
    expect([...long]).toHaveLength(passphraseLength.max)
  })

  it('in full-width letters is the same as in plain ones', () => {
    expect(normalisePassphrase('ｌａｎｔｅｒｎ　７')).toBe('lantern 7')
  })

  it('of the account’s own name, however often and however written, is refused', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{6,12}$/), fc.integer({ min: 3, max: 8 }), (name, times) => {
        expect(judgePassphrase(name.toUpperCase().repeat(times), [name])).toBe('names')
      }),
      { numRuns: 30 },
    )
  })

  it('of 20 random letters and digits is always good enough', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9]{20}$/), (text) => {
        fc.pre(new Set(text).size >= 12)
        expect(judgePassphrase(text, [])).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })
})
