const text = new TextEncoder()
type Bytes = Uint8Array<ArrayBuffer>

/** A chooser of whole numbers: the same key and the same label give the same numbers, on every machine and in every browser. */
export interface Stream {
  /** A whole number from 0 to `n` - 1, each as likely as the others. */
  below(n: bigint): Promise<bigint>
}

/**
 * HMAC-SHA256 in counter mode. Block i is HMAC(key, `label` LF i); each block gives four numbers of 64 bits, the high byte first. A
 * number in the last, broken stretch of multiples of n is left out and the next one taken, so that no number is more likely.
 */
export async function openStream(key: Bytes, label: string): Promise<Stream> {
  const secret = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  let block: bigint[] = []
  let counter = 0
  const next = async () => {
    if (block.length === 0)
      block = words(await crypto.subtle.sign('HMAC', secret, text.encode(`${label}\n${counter++}`)))
    return block.shift() as bigint
  }
  return {
    async below(n) {
      const whole = span - (span % n)
      for (;;) {
        const number = await next()
        if (number < whole) return number % n
      }
    },
  }
}
const span = 1n << 64n

const words = (bytes: ArrayBuffer): bigint[] => {
  const view = new DataView(bytes)
  return [0, 8, 16, 24].map((offset) => view.getBigUint64(offset))
}

/** HMAC-SHA256 of a text. */
export async function hmac(key: Bytes, message: string): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, text.encode(message)))
}

/** SHA-256 in small hexadecimal digits. */
export async function sha256(bytes: Bytes | string): Promise<string> {
  const given = typeof bytes === 'string' ? text.encode(bytes) : bytes
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', given)))
}

export const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
/** undefined for what is not pairs of hexadecimal digits. */
export function fromHex(hex: string): Bytes | undefined {
  if (!/^([0-9a-f]{2})+$/.test(hex)) return undefined
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
