import { createECDH, createPrivateKey, hkdfSync, type KeyObject, sign } from 'node:crypto'
import { authSecret } from '#platform/auth/secret.ts'
import { config } from '#platform/config.ts'

/** The order of P-256: a private key is a number from 1 below it. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/**
 * The key pair by which push services know this installation (VAPID, RFC 8292): made from its secret, so that nothing more has to be
 * kept and browsers stay subscribed for as long as the secret is the same.
 */
export function vapidKeys(secret = authSecret()): { privateKey: KeyObject; publicKey: string } {
  const made = BigInt(`0x${Buffer.from(hkdfSync('sha256', secret, '', 'web-push', 48)).toString('hex')}`)
  const d = Buffer.from(((made % (order - 1n)) + 1n).toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(d)
  const point = pair.getPublicKey()
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: d.toString('base64url'),
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  return { privateKey: createPrivateKey({ key: jwk, format: 'jwk' }), publicKey: point.toString('base64url') }
}

const lastsMs = 12 * 3_600_000

/** What goes with a push to one endpoint: who sends it, to whom, good for half a day. */
export function vapidHeader(endpoint: string, now: Date, { privateKey, publicKey } = vapidKeys()): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor((now.getTime() + lastsMs) / 1000),
    sub: config().SITE_URL,
  }
  const text = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `vapid t=${text}.${signature.toString('base64url')}, k=${publicKey}`
}
