import { parseArgs } from 'node:util'
import { connect } from '#db/client.ts'
import { replayEvents } from '#platform/events/dispatch.ts'
import { effects } from '#src/cli/registry.ts'
import { withServer } from '#src/cli/with-server.ts'

/** `portal replay-events EFFECT [--from ID]`: the running worker then takes the events again, or the next one that starts. */
export async function replay(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { from: { type: 'string' } } })
  const [name] = positionals
  const known = effects.map((effect) => effect.name)
  if (!name || !known.includes(name)) {
    throw new Error(`${name ? `${name} is no effect` : 'Name the effect'}; there are: ${known.join(', ')}`)
  }
  if (values.from !== undefined && !/^[1-9]\d{0,15}$/.test(values.from)) {
    throw new Error(`--from was given as ${values.from}; allowed: the number of an event`)
  }
  await withServer(async (url) => {
    const connection = connect(url, { max: 1, name: 'qingyuan-replay' })
    try {
      const count = await replayEvents(connection.db, name, Number(values.from ?? 1))
      console.log(`${name} takes ${count} events again.`)
    } finally {
      await connection.close()
    }
  })
}
