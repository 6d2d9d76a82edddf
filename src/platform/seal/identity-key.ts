import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '#platform/config.ts'

/**
 * The pair of keys for reporters' identities. Everybody who takes in reports has the public one and can only lock; the private
 * one opens. Both are made at the first start in DATA_DIR/identity; where the private one is taken to another machine
 * (IDENTITY_KEY_FILE names its place there), nothing on this one opens an identity.
 */
export function identityPublicKey(): KeyObject {
  publicKey ??= createPublicKey(readFileSync(paths().publicFile))
  return publicKey
}

/** Undefined on a machine that does not hold it. */
export function identityPrivateKey(): KeyObject | undefined {
  const { privateFile } = paths()
  if (!existsSync(privateFile)) return undefined
  privateKey ??= createPrivateKey(readFileSync(privateFile))
  return privateKey
}

let publicKey: KeyObject | undefined
let privateKey: KeyObject | undefined

/** Makes the pair where there is none; of several processes at once one makes it. */
function paths() {
  const { DATA_DIR, IDENTITY_KEY_FILE } = config()
  const folder = join(DATA_DIR, 'identity')
  const publicFile = join(folder, 'public.pem')
  const privateFile = IDENTITY_KEY_FILE ?? join(folder, 'private.pem')
  if (!existsSync(publicFile)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const pair = generateKeyPairSync('rsa', {
      modulusLength: 3072,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    if (placeOnce(privateFile, pair.privateKey)) placeOnce(publicFile, pair.publicKey)
    else if (!existsSync(publicFile)) {
      const known = createPublicKey(createPrivateKey(readFileSync(privateFile)))
      placeOnce(publicFile, known.export({ type: 'spki', format: 'pem' }).toString())
    }
  }
  return { publicFile, privateFile }
}

/** Whole or not at all, and never over another one. Tells whether it was this one. */
function placeOnce(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft)
  }
}
