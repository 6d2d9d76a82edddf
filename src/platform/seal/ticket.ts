import { BrokenSeal, sealText, unsealText } from '#platform/seal/seal.ts'
import { installationKey } from '#platform/seal/wrap.ts'

/**
 * A short statement of ours that comes back in a cookie or a form: sealed, so that nobody else reads, changes or makes one, and good
 * until an instant. What is for one purpose opens for no other.
 */
export const sealTicket = (purpose: string, value: string, until: Date): string =>
  sealText(installationKey('ticket'), purpose, JSON.stringify([value, until.getTime()])).toString('base64url')

/** What it says; undefined for one that is over, was changed, or is none at all. */
export function openTicket(purpose: string, ticket: string | undefined, now: Date): string | undefined {
  if (!ticket || ticket.length > 1000) return undefined
  try {
    const [value, until] = JSON.parse(unsealText(installationKey('ticket'), purpose, Buffer.from(ticket, 'base64url')))
    return now.getTime() < until ? value : undefined
  } catch (error) {
    if (error instanceof BrokenSeal) return undefined
    throw error
  }
}
