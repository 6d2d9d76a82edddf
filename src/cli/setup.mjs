// Installs what is missing. Plain JavaScript and nothing but Node's own modules: it runs under whatever Node is there
// (>= 20), before node_modules exists. The scripts after it find Node 24 in node_modules/.bin.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(`Node ${process.versions.node} was found; Qingyuan needs Node 20 or newer to set itself up.`)
  process.exit(1)
}

const installed = `${root}node_modules/.package-lock.json`
const stamp = `${root}node_modules/.installed-from`
const node = `${root}node_modules/.bin/node${process.platform === 'win32' ? '.cmd' : ''}`
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex')
const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
const isStamped = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
const isFresh = existsSync(node) && (isStamped || modified(installed) >= modified(`${root}package-lock.json`))
if (!isFresh) {
  console.log('Installing packages (npm ci) ...')
  const npm = process.env.npm_execpath
  const options = { cwd: root, stdio: 'inherit' }
  const done = npm
    ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], options)
    : spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
        ...options,
        shell: process.platform === 'win32',
      })
  if (done.status !== 0) process.exit(done.status ?? 1)
  writeFileSync(stamp, lock)
}
