import sharp from 'sharp'
import { expect, it } from 'vitest'
import { cardPng } from '#platform/card/card.ts'
import { takePen } from '#platform/card/font.ts'
import { cardSize } from '#platform/card/size.ts'

const card = {
  kicker: '环境违法行为曝光台 · 桃江县',
  title: '示例纸业有限公司私设暗管排放生产废水案',
  facts: [
    { label: '决定日期', value: '2026年3月9日' },
    { label: '罚款', value: '60 万元', isGrave: true },
  ],
  foot: '益阳市生态环境局桃江分局',
  mark: '清源',
}

it('a card is a picture of 1200 x 630 and light enough for a chat', async () => {
  const picture = await cardPng(card)
  const { format, width, height } = await sharp(picture).metadata()
  expect({ format, width, height }).toEqual({ format: 'png', ...cardSize })
  expect(picture.length).toBeLessThan(60_000)
})

it('the same words are the same bytes, other words other bytes', async () => {
  expect((await cardPng(card)).equals(await cardPng(card))).toBe(true)
  expect((await cardPng(card)).equals(await cardPng({ ...card, title: '示例锑业有限公司案' }))).toBe(false)
})

it('Chinese, Latin and figures are drawn as outlines; what the font lacks is a box', async () => {
  const pen = await takePen(400, ['环a9', '\u{1F9EA}'])
  for (const sign of '环a9') expect(pen.path(sign, 0, 0, 40)).toMatch(/d="M[^"]{20,}/)
  expect(pen.width('环', 40)).toBe(40)
  expect(pen.path('\u{1F9EA}', 0, 0, 40)).toContain('M100 -40H900')
})

it('a text that never ends is cut, not drawn over the edge', async () => {
  await expect(cardPng({ ...card, title: '长'.repeat(5000), foot: 'w'.repeat(5000) })).resolves.toBeInstanceOf(Buffer)
})
