import { timingSafeEqual } from 'node:crypto'
import { sealed } from '#platform/auth/secret.ts'

type Of = { id: number; nonce: string }

/** In the letter that asks for a yes. */
export const confirmToken = ({ id, nonce }: Of): string => sealed('subscription-confirm', String(id), nonce)
/** In every letter: ends the subscription. */
export const endToken = ({ id, nonce }: Of): string => sealed('subscription-end', String(id), nonce)
/** What a webhook's deliveries are signed with; shown once. */
export const webhookSecret = ({ id, nonce }: Of): string => sealed('subscription-webhook', String(id), nonce)

export function isToken(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
