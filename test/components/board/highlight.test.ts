import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, highlight } from '#src/components/board/highlight.ts'

const shown = (text: string, q: string) =>
  highlight(text, q)
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('')

describe('words found are marked as they are printed', () => {
  it.each([
    ['私设暗管偷排废水', '暗管', '私设[暗管]偷排废水'],
    ['暗管与暗管', '暗管', '[暗管]与[暗管]'],
    ['私设暗管偷排废水', '暗管 偷排', '私设[暗管偷排]废水'],
    ['私设暗管偷排废水', '废水 私设', '[私设]暗管偷排[废水]'],
    ['益环罚〔2017〕12号', '益环罚[2017]12号', '[益环罚]〔[2017]〕[12号]'],
    ['浓度 １２０ mg/m³', '120', '浓度 [１２０] mg/m³'],
    ['PM2.5 超标', 'pm2.5', '[PM2.5] 超标'],
    ['COD 超标', 'cod', '[COD] 超标'],
    ['𠮷野纸业超标', '超标', '𠮷野纸业[超标]'],
    ['没有', '暗管', '没有'],
    ['没有', '', '没有'],
  ])('%s, %s: %s', (text, q, marked) => expect(shown(text, q)).toBe(marked))

  it('the pieces together are the text, whatever is searched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, q) => {
        return (
          highlight(text, q)
            .map((piece) => piece.text)
            .join('') === text
        )
      }),
    )
  })
})

describe('an excerpt', () => {
  it('shows the words round the first hit and where it is cut', () => {
    const text = `${'前'.repeat(60)}暗管${'后'.repeat(60)}`
    const pieces = excerpt(text, '暗管', 5).map((piece) => piece.text)
    expect(pieces).toEqual(['…', '前前前前前', '暗管', '后后后后后', '…'])
  })
  it('is empty when the words stand elsewhere', () => expect(excerpt('别处', '暗管')).toEqual([]))
})
