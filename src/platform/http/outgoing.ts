import { lookup as resolve } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { config } from '#platform/config.ts'

/** Addresses inside somebody's network (RFC 6890 and its kin): what a stranger names is not sent there. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Is an IP address reachable from everywhere? An IPv4 address in IPv6 clothes counts as what it is. */
export function isPublicIp(ip: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return isPublicIp(mapped)
  const family = isIP(ip)
  if (family === 0 || /^::ffff:/i.test(ip)) return false
  return !inside.check(ip, family === 4 ? 'ipv4' : 'ipv6')
}

/** What was asked to be sent may not be, or did not arrive. `reason` is short and says nothing of the address. */
export class NotDelivered extends Error {
  override name = 'NotDelivered'
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

const withinMs = 10_000
const mostBytes = 4_096

/** Looks a name up and lets only public addresses through: asked for the connection itself, so that no second answer slips in. */
const publicLookup: LookupFunction = (hostname, options, callback) =>
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0)
    const open = found.filter(({ address }) => isPublicIp(address))
    if (open.length === 0) return callback(new NotDelivered('not_public'), '', 0)
    if (options.all) return (callback as unknown as (e: null, all: typeof open) => void)(null, open)
    callback(null, open[0]?.address ?? '', open[0]?.family ?? 4)
  })

/**
 * Sends JSON to an address that a stranger gave. https and public addresses only (any where WEBHOOKS is `any`); redirects are not
 * followed; ten seconds at most; of the answer only the beginning is read.
 * @throws NotDelivered unless the answer is 2xx
 */
export function postJson(
  address: string,
  body: string,
  headers: Record<string, string>,
  { isFree = config().WEBHOOKS === 'any' } = {},
): Promise<string> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!isFree && (url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublicIp(host))))
    return Promise.reject(new NotDelivered('not_public'))
  return new Promise((done, refused) => {
    const fail = (error: unknown) =>
      refused(error instanceof NotDelivered ? error : new NotDelivered((error as { code?: string }).code ?? 'failed'))
    const sending = (url.protocol === 'https:' ? request : plainRequest)(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(withinMs),
        ...(isFree ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          text += part
          if (text.length > mostBytes) answer.destroy()
        })
        answer.on('error', fail)
        answer.on('close', () => {
          const status = answer.statusCode ?? 0
          if (status >= 200 && status < 300) done(text.slice(0, mostBytes))
          else fail(new NotDelivered(`http_${status}`))
        })
      },
    )
    sending.on('error', fail)
    sending.end(body)
  })
}
