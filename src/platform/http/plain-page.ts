import { escapeHtml } from '#src/text/escape-html.ts'

/** A page that needs nothing of the site: for requests that are refused before the site is reached, and for faults. */
export function plainPage(status: number, zh: string, en: string, requestId?: string): string {
  const reference = requestId ? `<p>${escapeHtml(requestId)}</p>` : ''
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status} 清源</title>
<h1>${status}</h1><p>${escapeHtml(zh)}</p><p lang="en">${escapeHtml(en)}</p>${reference}<p><a href="/">清源首页</a> · <a href="/en" lang="en">Qingyuan front page</a></p></html>`
}
