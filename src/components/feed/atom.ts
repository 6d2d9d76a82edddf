import type { Feed, FeedEntry } from '#src/components/feed/feed.ts'

/** RFC 4287, with the records taken down as RFC 6721 tombstones so that copies are taken down too. */
export async function* atomParts(feed: Feed): AsyncGenerator<string> {
  const { locale } = feed
  yield `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<id>${xml(feed.self)}</id>
<title>${xml(feed.title)}</title>
<subtitle>${xml(feed.about)}</subtitle>
<updated>${feed.updated.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${xml(feed.home)}"/>
<author><name>${xml(feed.about)}</name></author>
`
  for await (const entry of feed.entries) yield entryXml(entry)
  for (const { url, on } of feed.removed) yield `<at:deleted-entry ref="${xml(url)}" when="${on}"/>\n`
  yield '</feed>\n'
}

const entryXml = (entry: FeedEntry) => `<entry>
<id>${xml(entry.id)}</id>
<title>${xml(entry.title)}</title>
<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>
<published>${entry.published.toISOString()}</published>
<updated>${entry.updated.toISOString()}</updated>
<category term="${entry.category}" label="${xml(entry.categoryLabel)}"/>
<summary>${xml(entry.summary)}</summary>
<content type="text">${xml(entry.text)}</content>
</entry>
`

/** Text for XML 1.0: signs that it does not allow at all are left out. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
