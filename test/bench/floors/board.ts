/** The floor of a cached page: node:http alone, sending the same bytes with the same headers, made once. */
import { createServer } from 'node:http'

const { head, body } = JSON.parse(process.env.GIVEN ?? '') as { head: string[]; body: string }
const bytes = Buffer.from(body)
const headers = [...head, 'content-length', String(bytes.length)]

createServer((_req, res) => {
  res.writeHead(200, headers)
  res.end(bytes)
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
process.on('SIGTERM', () => process.exit(0))
