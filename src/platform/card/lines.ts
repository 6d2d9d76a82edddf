/** Signs that may not begin a line, and those that may not end one. */
const notFirst = /^[，。、；：！？）》」』】〕〉”’%…,.;:!?)\]}·]/u
const notLast = /[（《「『【〔〈“‘([{¥]$/u
/** A Latin word or number stays whole; every other sign can stand alone. */
const pieces = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}.,'’\-/]*|\s+|./gsu

/**
 * Breaks a text into lines no wider than `room`. What does not fit into `most` lines is cut with an ellipsis; a word wider
 * than a line is cut within.
 */
export function breakLines(text: string, room: number, most: number, width: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  const words = (text.replace(/\s+/g, ' ').trim().match(pieces) ?? []).flatMap((word) =>
    width(word) > room ? [...word] : [word],
  )
  for (const [i, word] of words.entries()) {
    if (line === '' && word === ' ') continue
    if (line !== '' && width(line + word.trimEnd()) > room) {
      const [kept, carried] = carry(line, word)
      if (lines.length === most - 1) {
        lines.push(cut(line + words.slice(i).join(''), room, width))
        return lines
      }
      lines.push(kept.trimEnd())
      line = carried + (carried === '' ? word.trimStart() : word)
    } else line += word
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** Takes a sign over to the next line where the break would stand at a forbidden place. */
function carry(line: string, next: string): [kept: string, carried: string] {
  if (!notFirst.test(next) && !notLast.test(line)) return [line, '']
  const signs = [...line]
  const last = signs.pop() ?? ''
  return signs.length > 0 ? [signs.join(''), last] : [line, '']
}

function cut(text: string, room: number, width: (text: string) => number): string {
  const signs = [...text]
  while (signs.length > 0 && width(`${signs.join('')}…`) > room) signs.pop()
  return `${signs.join('').trimEnd()}…`
}
