import sharp from 'sharp'
import { type Pen, takePen } from '#platform/card/font.ts'
import { breakLines } from '#platform/card/lines.ts'
import { cardSize } from '#platform/card/size.ts'

/** What stands on a share card, the picture that goes with an address in a chat or a newspaper's page. */
export interface Card {
  kicker: string
  title: string
  /** Up to four, side by side. */
  facts: { label: string; value: string; isGrave?: boolean }[]
  foot: string
  /** Whose card it is. */
  mark: string
}

/** The light paper of the site (styles/tokens.css): a picture cannot know whether its reader's screen is dark. */
const colour = {
  paper: '#fbfaf6',
  ink: '#16262b',
  soft: '#4c5c62',
  rule: '#cfcabc',
  river: '#0e6b67',
  vermilion: '#bf2f1d',
}
const left = 72
const room = cardSize.width - 2 * left

/** A PNG of 1200 x 630 pixels. The text is outlines: nothing depends on the machine's fonts. */
export async function cardPng(card: Card): Promise<Buffer> {
  return sharp(Buffer.from(await cardSvg(card)))
    .png({ palette: true, colours: 64 })
    .toBuffer()
}

async function cardSvg({ kicker, title, facts, foot, mark }: Card): Promise<string> {
  const strong = await takePen(700, [title, mark, '…', ...facts.map(({ value }) => value)])
  const plain = await takePen(400, [kicker, foot, '…', ...facts.map(({ label }) => label)])
  const markWidth = strong.width(mark, 28)
  const heading = fitTitle(strong, short(title))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardSize.width}" height="${cardSize.height}">`,
    `<rect width="100%" height="100%" fill="${colour.paper}"/>`,
    line(plain, kicker, { x: left, y: 92, size: 30, fill: colour.river }),
    rule(118),
    ...heading.lines.map((text, i) =>
      line(strong, text, {
        x: left,
        y: 142 + heading.size + i * heading.size * 1.34,
        size: heading.size,
        fill: colour.ink,
      }),
    ),
    ...columnsFor(facts.map(({ label, value }) => Math.max(plain.width(label, 25), strong.width(value, 34)))).flatMap(
      ({ x, most }, i) => [
        line(plain, facts[i]?.label ?? '', { x, y: 446, size: 25, fill: colour.soft, most }),
        line(strong, facts[i]?.value ?? '', {
          x,
          y: 492,
          size: 34,
          fill: facts[i]?.isGrave ? colour.vermilion : colour.ink,
          most,
        }),
      ],
    ),
    rule(528),
    line(plain, foot, { x: left, y: 582, size: 25, fill: colour.soft, most: room - markWidth - 32 }),
    line(strong, mark, { x: left + room - markWidth, y: 582, size: 28, fill: colour.ink }),
    '</svg>',
  ].join('')
}

/** More than this is cut before it is measured. */
const short = (text: string) => [...text].slice(0, 240).join('')

/** The largest size at which the title stands whole in three lines, the lines about as long as each other. */
function fitTitle(pen: Pen, title: string): { size: number; lines: string[] } {
  const lay = (size: number, width = room) => breakLines(title, width, 3, (words) => pen.width(words, size))
  const size = [58, 52, 46, 40].find((each) => !lay(each).at(-1)?.endsWith('…')) ?? 40
  const lines = lay(size)
  if (lines.length === 1 || lines.at(-1)?.endsWith('…')) return { size, lines }
  for (let width = room * 0.55; width < room; width += room * 0.05) {
    const even = lay(size, width)
    if (even.length === lines.length && !even.at(-1)?.endsWith('…')) return { size, lines: even }
  }
  return { size, lines }
}

/** Places for columns of these widths, what is left shared out between them; columns of one width where they do not fit. */
function columnsFor(widths: number[]): { x: number; most: number }[] {
  const gap = 32
  const spare = room - widths.reduce((sum, width) => sum + width + gap, -gap)
  const even = (room + gap) / Math.max(1, widths.length)
  let x = left
  return widths.map((width) => {
    const column = spare >= 0 ? width + gap + spare / Math.max(1, widths.length) : even
    const place = { x, most: column - gap }
    x += column
    return place
  })
}

interface Place {
  x: number
  y: number
  size: number
  fill: string
  most?: number
}

/** One line: smaller where it is too long, down to three quarters; then cut. */
function line(pen: Pen, text: string, { x, y, size, fill, most = room }: Place): string {
  const fits = [1, 0.9, 0.82, 0.75].find((part) => pen.width(short(text), size * part) <= most) ?? 0.75
  const [shown = ''] = breakLines(short(text), most, 1, (words) => pen.width(words, size * fits))
  return `<g fill="${fill}">${pen.path(shown, x, y, size * fits)}</g>`
}

/** The rule with its short heavy stroke, as the sections of the site begin. */
const rule = (y: number) =>
  `<path d="M${left} ${y}H${left + room}" stroke="${colour.rule}" stroke-width="2"/><path d="M${left} ${y}H${left + 84}" stroke="${colour.ink}" stroke-width="6"/>`
