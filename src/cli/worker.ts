/** The worker process: effects of events and scheduled jobs. Started by `portal start`; ends with it. */
import { config } from '#platform/config.ts'
import { startEffects } from '#platform/events/effects.ts'
import { endTogether } from '#src/cli/process.ts'

const url = config().DATABASE_URL
if (!url) throw new Error('DATABASE_URL is not set: `npm start` sets it for the processes that it starts')
const effects = await startEffects(url)
process.send?.('ready')
endTogether(() => effects.stop())
