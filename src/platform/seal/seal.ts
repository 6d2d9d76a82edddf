import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What was sealed was changed since, or is opened with another key or for another purpose. */
export class BrokenSeal extends Error {
  override name = 'BrokenSeal'
}

const ivBytes = 12
const tagBytes = 16
export const keyBytes = 32
/** By how much a seal is longer than what is in it. */
export const sealBytes = ivBytes + tagBytes

export const newKey = (): Buffer => randomBytes(keyBytes)

/**
 * Bytes that nobody reads without `key`: AES-256-GCM, nonce and tag before the ciphertext. `purpose` (`report:17:content`) is bound
 * in, so that one sealed value cannot be put in the place of another.
 */
export function seal(key: Uint8Array, purpose: string, bytes: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** @throws BrokenSeal */
export function unseal(key: Uint8Array, purpose: string, sealed: Uint8Array): Buffer {
  if (sealed.length < sealBytes) throw new BrokenSeal(`broken seal of ${purpose}`)
  const iv = sealed.subarray(0, ivBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose))
  decipher.setAuthTag(sealed.subarray(ivBytes, sealBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(sealBytes)), decipher.final()])
  } catch {
    throw new BrokenSeal(`broken seal of ${purpose}`)
  }
}

export const sealText = (key: Uint8Array, purpose: string, text: string): Buffer =>
  seal(key, purpose, Buffer.from(text))
export const unsealText = (key: Uint8Array, purpose: string, sealed: Uint8Array): string =>
  unseal(key, purpose, sealed).toString('utf8')
