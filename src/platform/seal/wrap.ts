import { constants, hkdfSync, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto'
import { authSecret } from '#platform/auth/secret.ts'
import { BrokenSeal, keyBytes, seal, unseal } from '#platform/seal/seal.ts'

/** The key of this installation for one purpose, made from its secret. HKDF-SHA256 (RFC 5869). */
export function installationKey(purpose: string): Buffer {
  const key = made.get(purpose) ?? Buffer.from(hkdfSync('sha256', authSecret(), 'qingyuan', purpose, keyBytes))
  made.set(purpose, key)
  return key
}
const made = new Map<string, Buffer>()

/** A key as it may stand in the database: to be used by this installation, of no use to whoever copies the tables alone. */
export const wrapKey = (key: Uint8Array, purpose: string): Buffer => seal(installationKey('wrap'), purpose, key)
/** @throws BrokenSeal */
export const unwrapKey = (wrapped: Uint8Array, purpose: string): Buffer =>
  unseal(installationKey('wrap'), purpose, wrapped)

const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }

/** A key that only the holder of the private key can use again. RSA-OAEP with SHA-256 (RFC 8017, 7.1). */
export const wrapFor = (publicKey: KeyObject, key: Uint8Array): Buffer =>
  publicEncrypt({ key: publicKey, ...padding }, key)

/** @throws BrokenSeal when it was wrapped for another key */
export function unwrapWith(privateKey: KeyObject, wrapped: Uint8Array): Buffer {
  try {
    return privateDecrypt({ key: privateKey, ...padding }, wrapped)
  } catch {
    throw new BrokenSeal('this identity key does not open it')
  }
}
