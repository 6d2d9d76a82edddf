import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create, type Font } from 'fontkit'
import wawoff2 from 'wawoff2'
import { remember } from '#platform/card/remember.ts'

export type Weight = 400 | 700

/** Writes one line of text as an outline, so that no font has to be on the machine. Sizes and places in pixels. */
export interface Pen {
  width(text: string, size: number): number
  /** An SVG path; `x` is where the line begins, `y` its base line. */
  path(text: string, x: number, y: number, size: number): string
}

interface Face {
  file: string
  ranges: [from: number, to: number][]
}

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'))
let faces: Promise<Face[]> | undefined

/** The parts that Noto Sans SC is cut into, each with the characters it holds. */
const listFaces = () => {
  faces ??= readFile(join(folder, 'index.css'), 'utf8').then((css) =>
    [...css.matchAll(/url\(\.\/files\/([^)]+)\)[^;]*;\s*unicode-range:\s*([^;]+);/g)].map(
      ([, file = '', ranges = '']) => ({
        file,
        ranges: ranges.split(',').map((range) => {
          const [from = '', to = from] = range.trim().slice(2).split('-')
          return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as [number, number]
        }),
      }),
    ),
  )
  return faces
}

/** Parts unpacked and set to their weight: some hundred kilobytes each, so the longest unused goes. */
const fonts = remember(48, async (key: string): Promise<Font> => {
  const [file = '', weight] = key.split('@')
  const unpacked = await wawoff2.decompress(await readFile(join(folder, 'files', file)))
  return (create(Buffer.from(unpacked)) as Font).getVariation({ wght: Number(weight) })
})

/** A pen for these texts. A character that the font lacks (a pictograph, say) is drawn as an empty box. */
export async function takePen(weight: Weight, texts: readonly string[]): Promise<Pen> {
  const all = await listFaces()
  const glyphs = new Map<string, { advance: number; outline: string }>()
  for (const sign of new Set(texts.join(''))) {
    const code = sign.codePointAt(0) as number
    const face = all.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to))
    const font = face && (await fonts(`${face.file}@${weight}`))
    glyphs.set(sign, font?.hasGlyphForCodePoint(code) ? glyphOf(font, code) : box)
  }
  const glyph = (sign: string) => glyphs.get(sign) ?? box
  return {
    width: (text, size) => [...text].reduce((sum, sign) => sum + glyph(sign).advance, 0) * size,
    path: (text, x, y, size) => {
      let at = x
      let drawn = ''
      for (const sign of text) {
        const { advance, outline } = glyph(sign)
        if (outline) {
          const scale = (size / 1000).toFixed(4)
          drawn += `<path transform="translate(${at.toFixed(1)} ${y}) scale(${scale} -${scale})" d="${outline}"/>`
        }
        at += advance * size
      }
      return drawn
    },
  }
}

/** Advance in em; outline in thousandths of one. */
function glyphOf(font: Font, code: number) {
  const glyph = font.glyphForCodePoint(code)
  const scaled = 1000 / font.unitsPerEm
  return { advance: glyph.advanceWidth / font.unitsPerEm, outline: glyph.path.scale(scaled, scaled).toSVG() }
}

const box = { advance: 1, outline: 'M100 -40H900V760H100ZM160 20V700H840V20Z' }
