#!/usr/bin/env node
import { ConfigError } from '#platform/config.ts'

const commands: Record<string, { does: string; run: (args: string[]) => Promise<void> }> = {
  dev: { does: 'the same with the development server', run: async () => (await import('#src/cli/start.ts')).dev() },
  start: {
    does: 'build, database, migrations, demo city, web, worker and gateway',
    run: async () => (await import('#src/cli/start.ts')).start(),
  },
  user: {
    does: 'create|disable|enable|reset-second-factor|reset-passphrase USERNAME: accounts from the machine itself',
    run: async (args) => (await import('#src/cli/user.ts')).user(args),
  },
  migrate: {
    does: 'brings the database to the newest schema',
    run: async () => (await import('#src/cli/migrate.ts')).migrateDatabase(),
  },
  seed: {
    does: '[--reference] [--today DAY]: reference data, and the demo city where there is none',
    run: async (args) => (await import('#src/cli/seed.ts')).seed(args),
  },
  permissions: {
    does: 'writes docs/permissions.md from the matrix and the routes',
    run: async () => (await import('#src/cli/permissions.ts')).writePermissions(),
  },
  import: {
    does: 'enterprises|cases|ledgers FILE [--dry-run] [--override-reason TEXT] [--lang zh|en]: CSV or XLSX, all of it or nothing',
    run: async (args) => (await import('#src/cli/import.ts')).importFile(args),
  },
  export: {
    does: "LIST [--format csv|json|xlsx|geojson] [--filters 'region=430922'] [--lang zh|en] [--out FILE]: a public list as a file",
    run: async (args) => (await import('#src/cli/export.ts')).exportList(args),
  },
  hj212: {
    does: 'decode: frames of monitoring devices from standard input, one JSON object a line',
    run: async (args) => (await import('#src/cli/hj212.ts')).hj212(args),
  },
  simulate: {
    does: '[--devices N] [--speed N] [--host HOST] [--port PORT]: registered monitoring devices send to a gateway',
    run: async (args) => (await import('#src/cli/simulate.ts')).simulate(args),
  },
  reindex: {
    does: 'fills the search index anew while the old one goes on answering',
    run: async () => (await import('#src/cli/reindex.ts')).reindex(),
  },
  'replay-events': {
    does: 'EFFECT [--from ID]: lets an effect take its events again, from the beginning or from one event on',
    run: async (args) => (await import('#src/cli/replay-events.ts')).replay(args),
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]
try {
  if (command) await command.run(args)
  else help()
} catch (error) {
  const explained = error instanceof ConfigError || process.env.LOG_LEVEL !== 'debug'
  console.error(explained && error instanceof Error ? error.message : error)
  process.exit(1)
}

function help() {
  console.log(
    `portal COMMAND\n\n${Object.entries(commands)
      .map(([key, { does }]) => `  ${key.padEnd(14)} ${does}`)
      .join('\n')}`,
  )
  if (name !== 'help' && name !== '--help') process.exitCode = 2
}
