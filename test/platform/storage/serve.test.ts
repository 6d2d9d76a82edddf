import { expect, it } from 'vitest'
import { fileHeaders } from '#platform/storage/serve.ts'

it('a file is a download with its name in Chinese, in a sandbox, of the type that we say', () => {
  expect(fileHeaders("年报 (2025)'s*.pdf", 'application/pdf')).toEqual({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="__ (2025)'s*.pdf"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%20%282025%29%27s%2A.pdf`,
    'content-security-policy': expect.stringMatching(/default-src 'none'; sandbox;/),
    'x-content-type-options': 'nosniff',
  })
})

it('only a picture may be shown in place', () => {
  const how = (type: string) => fileHeaders('a', type, { inline: true })['content-disposition']
  expect(how('image/jpeg')).toMatch(/^inline/)
  for (const type of ['application/pdf', 'text/html', 'image/svg+xml']) expect(how(type)).toMatch(/^attachment/)
})

it('no name breaks out of the header', () => {
  const { 'content-disposition': header } = fileHeaders('a"; x="\r\nset-cookie: b\\%41\ud800', 'image/png')
  expect(new Headers({ header: header ?? '' }).get('header')).toMatch(
    /^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\w%.-]+$/,
  )
})
