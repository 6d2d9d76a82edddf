import { NotDelivered, postJson } from '#platform/http/outgoing.ts'
import { vapidHeader } from '#platform/push/vapid.ts'

const daySeconds = 86_400

/**
 * Knocks at a browser through its push service. Nothing is in the message: no service learns what waits here, the browser's own words are
 * in public/desk-worker.js. `gone`: the browser is not there any more.
 * @throws NotDelivered when the service does not answer or refuses
 */
export async function knock(
  endpoint: string,
  machineNow: Date,
  post: typeof postJson = postJson,
): Promise<'sent' | 'gone'> {
  try {
    // One knock waits at the service at most, however often we knock.
    const headers = {
      authorization: vapidHeader(endpoint, machineNow),
      ttl: String(daySeconds),
      urgency: 'normal',
      topic: 'desk',
    }
    await post(endpoint, '', headers)
    return 'sent'
  } catch (error) {
    if (error instanceof NotDelivered && ['http_404', 'http_410'].includes(error.reason)) return 'gone'
    throw error
  }
}
