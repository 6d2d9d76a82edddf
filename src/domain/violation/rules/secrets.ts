/**
 * What the drafter marks in a text so that it stays in the office: 〔涉密：…〕, 〔商业秘密：…〕, 〔个人信息：…〕. The public text shows
 * that something was taken out and on what ground.
 * Source: 政府信息公开条例 第十四条 (state secrets), 第十五条 (trade secrets, privacy)
 */
const words = {
  state_secret: ['涉密', '国家秘密', 'state secret'],
  trade_secret: ['商业秘密', 'trade secret'],
  personal_information: ['个人信息', '个人隐私', 'personal'],
} as const
export type SecretGround = keyof typeof words

const shown: Record<SecretGround, readonly [zh: string, en: string]> = {
  state_secret: ['国家秘密', 'state secret'],
  trade_secret: ['商业秘密', 'trade secret'],
  personal_information: ['个人信息', 'personal information'],
}

const grounds = Object.entries(words).flatMap(([ground, names]) => names.map((name) => [name, ground as SecretGround]))
const opening = new RegExp(`〔\\s*(${grounds.map(([name]) => name).join('|')})\\s*[:：]`, 'gi')

export type MarkedPart = { text: string; ground?: SecretGround }

/**
 * Takes a marked text apart. A mark ends at its own 〕; brackets inside of it, as in 〔2026〕, are counted.
 * @returns `open` is the beginning of a mark that has no end; the rest of the text then counts as marked
 */
export function readMarks(text: string): { parts: MarkedPart[]; open?: string } {
  const parts: MarkedPart[] = []
  let at = 0
  opening.lastIndex = 0
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const from = opening.lastIndex
    const to = closing(text, from)
    if (match.index > at) parts.push({ text: text.slice(at, match.index) })
    parts.push({ text: text.slice(from, to ?? text.length), ground: groundOf(match[1] ?? '') })
    if (to === undefined) return { parts, open: text.slice(match.index, match.index + 12) }
    at = to + 1
    opening.lastIndex = at
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return { parts }
}

/** The text as the public reads it: nothing of what was marked, not even its length. */
export function publicText(text: string, locale: 'zh' | 'en' = 'zh'): string {
  return readMarks(text)
    .parts.map(({ text: part, ground }) => {
      if (!ground) return part
      return locale === 'zh' ? `■■（${shown[ground][0]}）` : `■■ (${shown[ground][1]})`
    })
    .join('')
}

function closing(text: string, from: number): number | undefined {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '〔') depth++
    if (text[at] === '〕' && --depth === 0) return at
  }
  return undefined
}

const groundOf = (name: string): SecretGround =>
  grounds.find(([known]) => known === name.toLowerCase())?.[1] as SecretGround
