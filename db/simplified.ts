import { Converter } from 'opencc-js/t2cn'

/**
 * A text with simplified characters in place of traditional ones, 資 -> 资, sign by sign: texts and queries go the same way, so the
 * words that only a whole phrase would tell apart (乾隆, 干燥) are found either way.
 */
export function simplified(text: string): string {
  let changed = ''
  let kept = 0
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    if (code < firstHan || code > lastHan) continue
    const sign = table()[code - firstHan]
    if (!sign) continue
    changed += text.slice(kept, place) + String.fromCharCode(sign)
    kept = place + 1
  }
  return kept === 0 ? text : changed + text.slice(kept)
}

const firstHan = 0x3400
const lastHan = 0x9fff

let built: Uint16Array | undefined

/** OpenCC's dictionary, one simplified sign for each traditional one; 0 where nothing changes. */
function table(): Uint16Array {
  if (built) return built
  const convert = Converter({ from: 't', to: 'cn' })
  built = new Uint16Array(lastHan - firstHan + 1)
  for (let code = firstHan; code <= lastHan; code++) {
    const sign = String.fromCharCode(code)
    const simple = convert(sign)
    if (simple !== sign && simple.length === 1) built[code - firstHan] = simple.charCodeAt(0)
  }
  return built
}
