import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A store that speaks as much of S3 as we use, with every object in memory. It checks that requests are signed, not the signature. */
export async function startBucket(name: string, pageSize = 1000) {
  const objects = new Map<string, { body: Buffer; at: Date }>()
  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://bucket')
    const key = decodeURIComponent(pathname.slice(name.length + 2))
    const found = objects.get(key)
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.once('end', () => {
      if (!req.headers.authorization?.startsWith('AWS4-HMAC-SHA256') || !pathname.startsWith(`/${name}`))
        return res.writeHead(403).end()
      if (req.method === 'PUT') objects.set(key, { body: Buffer.concat(chunks), at: new Date() })
      if (req.method === 'DELETE') objects.delete(key)
      if (req.method === 'PUT' || req.method === 'DELETE') return res.writeHead(req.method === 'PUT' ? 200 : 204).end()
      if (key === '' && req.method === 'GET') return res.end(listing(searchParams.get('continuation-token') ?? ''))
      if (!found) return res.writeHead(404, { 'content-type': 'application/xml' }).end(missing)
      res.writeHead(200, { 'content-length': found.body.length, 'last-modified': found.at.toUTCString() })
      return res.end(req.method === 'HEAD' ? undefined : found.body)
    })
  })
  const missing = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'
  const listing = (after: string) => {
    const keys = [...objects.keys()].sort().filter((key) => key > after)
    const page = keys.slice(0, pageSize)
    const entries = page.map((key) => {
      const { body, at } = objects.get(key) as { body: Buffer; at: Date }
      return `<Contents><Key>${key}</Key><Size>${body.length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`
    })
    const more = keys.length > pageSize
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `s3+http://key:secret@127.0.0.1:${port}/${name}?region=cn-north-1`,
    objects,
    stop: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  }
}
