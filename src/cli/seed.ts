import { parseArgs } from 'node:util'
import { migrate } from '#db/migrate.ts'
import { loadDemoAccounts } from '#db/seed/accounts.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { loadReference } from '#db/seed/reference.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { now } from '#platform/now.ts'
import { putFile } from '#platform/storage/files.ts'
import { loadDemoEvaluations } from '#src/cli/demo/evaluations.ts'
import { loadDemoInspections } from '#src/cli/demo/inspections.ts'
import { loadDemoReports } from '#src/cli/demo/reports.ts'
import { withServer } from '#src/cli/with-server.ts'

/**
 * `portal seed [--reference] [--today YYYY-MM-DD]`: the newest schema, the reference data of content/reference, and the demo
 * city where there are no enterprises yet, with its accounts. `--reference` leaves the city out.
 */
export async function seed(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { reference: { type: 'boolean' }, today: { type: 'string' } } })
  if (values.today !== undefined && !isDay(values.today)) {
    throw new Error(`--today was given as ${values.today}; allowed: a day as YYYY-MM-DD`)
  }
  await withServer(async (url) => {
    await migrate(url)
    if (values.reference) await loadReference(url)
    else {
      await loadDemoCity(url, putFile, values.today)
      await loadDemoAccounts(url, authSecret())
      await loadDemoReports(url, demoNow(values.today))
      await loadDemoInspections(url, demoNow(values.today))
      await loadDemoEvaluations(url, demoNow(values.today))
    }
  })
  console.log(
    values.reference ? 'The reference data is up to date.' : 'The reference data and the demo city are there.',
  )
}

/** Noon of the day asked for. */
const demoNow = (today: string | undefined) => (today === undefined ? now() : new Date(`${today}T12:00:00+08:00`))

const isDay = (text: string) =>
  /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
