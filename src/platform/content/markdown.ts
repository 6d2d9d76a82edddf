import { Marked } from 'marked'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

/**
 * Markdown of content/ to HTML that fits the site: headings have ids, tables scroll, links inside the site keep the
 * language. Raw HTML is shown as text: content is words, not markup.
 */
export function renderMarkdown(source: string, locale: Locale): string {
  return marked[locale].parse(source, { async: false })
}

/**
 * Markdown that an office account wrote: below the page's own title its headings begin with the second level, and a picture by
 * link is only its words, so that no other site learns who reads.
 */
export function renderStory(source: string, locale: Locale): string {
  return storyMarked[locale].parse(source, { async: false })
}

const marked: Record<Locale, Marked> = { zh: rendererFor('zh'), en: rendererFor('en') }
const storyMarked: Record<Locale, Marked> = { zh: storyRendererFor('zh'), en: storyRendererFor('en') }

/** Schemes that a link may have; `javascript:` and the like are shown as their words alone. */
const isFollowed = (href: string) => !/^[a-z][a-z0-9+.-]*:/i.test(href.trim()) || /^(https?|mailto):/i.test(href.trim())

function storyRendererFor(locale: Locale): Marked {
  return rendererFor(locale).use({
    renderer: {
      heading({ tokens, depth, text }) {
        const level = Math.max(2, depth)
        return `<h${level} id="${headingId(text)}">${this.parser.parseInline(tokens)}</h${level}>\n`
      },
      image({ text }) {
        return escapeHtml(text)
      },
    },
  })
}

function rendererFor(locale: Locale): Marked {
  return new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${headingId(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      table({ header, rows }) {
        const cell = (tag: string, tokens: (typeof header)[number]['tokens'], label = '') =>
          `<${tag}${label}>${this.parser.parseInline(tokens)}</${tag}>`
        const head = header.map(({ tokens }) => cell('th', tokens, ' scope="col"')).join('')
        const body = rows.map((row) => `<tr>${row.map(({ tokens }) => cell('td', tokens)).join('')}</tr>`).join('\n')
        return `<div class="table-scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div>\n`
      },
      link({ href, tokens }) {
        if (!isFollowed(href)) return this.parser.parseInline(tokens)
        const address = href.startsWith('/') ? localePath(locale, href) : href
        return `<a href="${escapeHtml(address)}">${this.parser.parseInline(tokens)}</a>`
      },
      html({ text }) {
        return escapeHtml(text)
      },
    },
  })
}

/** The heading's own words: an address that a person can read. */
function headingId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
