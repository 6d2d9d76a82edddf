export type MarkTone = 'red' | 'amber'

const colours: Record<MarkTone, string> = { red: 'FFF8C9C4', amber: 'FFFBE3A6' }

/** The cell formats of a workbook, and copies of them with a fill. A part without fills or formats is left as it is. */
export function addStyles(xml: string) {
  const fills = /<((?:\w+:)?)fills\b[^>]*>([\s\S]*?)<\/\1fills>/.exec(xml)
  const formats = /<((?:\w+:)?)cellXfs\b[^>]*>([\s\S]*?)<\/\1cellXfs>/.exec(xml)
  const prefix = formats?.[1] ?? ''
  const own = formats?.[2]?.match(/<(?:\w+:)?xf\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/(?:\w+:)?xf>)/g) ?? []
  const fillCount = fills?.[2]?.match(/<(?:\w+:)?fill\b/g)?.length ?? 0
  const canMark = fillCount > 0 && own.length > 0
  const fillOf = (tone: MarkTone) => fillCount + (tone === 'red' ? 0 : 1)
  const added = new Map<string, number>()
  const texts: string[] = []

  const add = (key: string, text: () => string): number | undefined => {
    if (!canMark) return undefined
    const known = added.get(key)
    if (known !== undefined) return known
    const index = own.length + texts.length
    texts.push(text())
    added.set(key, index)
    return index
  }

  return {
    /** The format of a cell that has `style` now, with the tone's fill. */
    marked: (style: number, tone: MarkTone) =>
      add(`${style} ${tone}`, () => withFill(own[style] ?? own[0] ?? '', fillOf(tone))),
    note: (tone: MarkTone) =>
      add(
        `note ${tone}`,
        () =>
          `<${prefix}xf numFmtId="0" fontId="0" fillId="${fillOf(tone)}" borderId="0" applyFill="1" applyAlignment="1"><${prefix}alignment vertical="top" wrapText="1"/></${prefix}xf>`,
      ),
    xml(): string {
      if (texts.length === 0) return xml
      const p = fills?.[1] ?? ''
      const filled = (['red', 'amber'] as const)
        .map(
          (tone) =>
            `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${colours[tone]}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`,
        )
        .join('')
      return xml
        .replace(
          /<((?:\w+:)?)fills\b[^>]*>([\s\S]*?)<\/\1fills>/,
          (_, q: string, inner: string) => `<${q}fills count="${fillCount + 2}">${inner}${filled}</${q}fills>`,
        )
        .replace(
          /<((?:\w+:)?)cellXfs\b[^>]*>([\s\S]*?)<\/\1cellXfs>/,
          (_, q: string, inner: string) =>
            `<${q}cellXfs count="${own.length + texts.length}">${inner}${texts.join('')}</${q}cellXfs>`,
        )
    },
  }
}

const withFill = (format: string, fill: number) =>
  format
    .replace(/\s(?:fillId|applyFill)="[^"]*"/g, '')
    .replace(/<((?:\w+:)?)xf\b/, `<$1xf fillId="${fill}" applyFill="1"`)
