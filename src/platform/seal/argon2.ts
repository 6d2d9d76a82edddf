import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Of = promisify(argon2)
let derived = 0
const derive: typeof argon2Of = (...given) => {
  derived++
  return argon2Of(...given)
}
/** How many secrets this process derived: whoever is told apart by it could be told apart by the time. */
export const derivations = (): number => derived

/** Argon2id with 19 MiB, two passes, one lane: the least that OWASP's password storage sheet allows (2024). About 25 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` (PHC string format). */
export async function hashSecret(secret: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: secret, nonce, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Is it the secret of this hash? With no hash at all the same work is done, so that the time tells nothing. */
export async function isSecretOf(secret: string, hash: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = form.exec(hash ?? nobody) ?? form.exec(nobody) ?? []
  const expected = Buffer.from(tag ?? '', 'base64')
  const given = await derive('argon2id', {
    message: secret,
    nonce: Buffer.from(salt ?? '', 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(given, expected) && hash !== undefined && form.test(hash)
}

/** A hash of no secret: its tag is all zeros. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`
