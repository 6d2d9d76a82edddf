import { connect, type Db } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { withServer } from '#src/cli/with-server.ts'

/** Runs a command's work on the installation's database, brought to the newest schema, with the runtime role's rights. */
export async function withDatabase(work: (db: Db) => Promise<void>): Promise<void> {
  await withServer(async (url) => {
    await migrate(url)
    const connection = connect(url, { max: 2, name: 'qingyuan-cli' })
    try {
      await work(connection.db)
    } finally {
      await connection.close()
    }
  })
}
