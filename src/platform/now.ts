import { config } from '#platform/config.ts'

/**
 * The city's time: deadlines, events, what is shown. It is the machine's, unless `CLOCK` moves it for a demonstration or a test.
 * Sign-ins, sessions and codes go by the machine's time always: telephones and browsers do too.
 */
export const now = (): Date => new Date(Date.now() + config().CLOCK)
