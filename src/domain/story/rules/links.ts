import { Lexer, type Token } from 'marked'

export type MarkdownFault = { kind: 'link'; given: string } | { kind: 'picture' } | { kind: 'html'; given: string }

/** Does this lead somewhere that a reader may be sent: inside the site, or to another by http(s) or mail? */
export function isSafeHref(href: string): boolean {
  const plain = href.trim()
  if (/^\/(?!\/)/.test(plain) || plain.startsWith('#')) return true
  return URL.canParse(plain) && ['https:', 'http:', 'mailto:'].includes(new URL(plain).protocol)
}

/**
 * What a story's Markdown may not hold: links that are no address (`javascript:`, `data:`, a bare word), pictures by link
 * (they are uploaded, so that no other site learns who reads), raw HTML (it would be shown as text).
 */
export function faultsOf(markdown: string): MarkdownFault[] {
  const faults: MarkdownFault[] = []
  const walk = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      if (token.type === 'link' && !isSafeHref(String(token.href)))
        faults.push({ kind: 'link', given: String(token.href).slice(0, 80) })
      if (token.type === 'image') faults.push({ kind: 'picture' })
      if (token.type === 'html') faults.push({ kind: 'html', given: token.raw.trim().slice(0, 80) })
      if ('tokens' in token && token.tokens) walk(token.tokens)
      if (token.type === 'list') walk(token.items as Token[])
      if (token.type === 'table') {
        const cells = [...(token.header as { tokens: Token[] }[]), ...(token.rows as { tokens: Token[] }[][]).flat()]
        for (const cell of cells) walk(cell.tokens)
      }
    }
  }
  walk(new Lexer().lex(markdown))
  return faults
}
