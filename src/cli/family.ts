import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

const FEW_SECONDS_MS = 10_000
const MOST_FALLS = 5

/**
 * What Node is told for a process. The gateway makes much that is soon forgotten: left alone, V8 gives such a process 130 MB to make it
 * in; with a sixteenth of that it is as fast.
 */
export const nodeOptions: Readonly<Record<string, readonly string[]>> = {
  gateway: ['--max-semi-space-size=16', '--max-old-space-size=256'],
}

/** The processes that run side by side. One that dies is started again, unless it keeps dying. */
export class Family {
  readonly #root: string
  readonly #env: NodeJS.ProcessEnv
  readonly #members = new Map<string, ChildProcess>()
  readonly #giveUp: (why: string) => void
  #stopping = false

  constructor(root: string, env: NodeJS.ProcessEnv, giveUp: (why: string) => void) {
    this.#root = root
    this.#env = env
    this.#giveUp = giveUp
  }

  /** Starts `src/cli/<name>.ts`; resolves with what it says when it is first ready. */
  keep(name: string, falls = 0): Promise<unknown> {
    const started = Date.now()
    const child = fork(join(this.#root, 'src/cli', `${name}.ts`), {
      env: { ...this.#env, QINGYUAN_PROCESS: name },
      cwd: this.#root,
      execArgv: [...process.execArgv, ...(nodeOptions[name] ?? [])],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#members.set(name, child)
    let wasReady = false
    const ready = new Promise<unknown>((resolve) =>
      child.once('message', (said) => {
        wasReady = true
        resolve(said)
      }),
    )
    child.once('exit', (code, signal) => {
      if (this.#stopping) return
      const said = `${name} ended (${signal ?? code})`
      const times = Date.now() - started > FEW_SECONDS_MS ? 1 : falls + 1
      if (times > MOST_FALLS || (!wasReady && falls === 0)) return this.#giveUp(said)
      console.error(`${said}; starting it again`)
      setTimeout(() => void this.keep(name, times), 200 * times)
    })
    return ready
  }

  /** The process ids, by name. */
  get pids(): Record<string, number> {
    return Object.fromEntries([...this.#members].map(([name, { pid }]) => [name, pid ?? 0]))
  }

  /** Asks all to end and waits for them. */
  async stop(): Promise<void> {
    this.#stopping = true
    const running = [...this.#members.values()].filter((child) => child.exitCode === null && child.signalCode === null)
    await Promise.all(
      running.map((child) => {
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGTERM')
        return ended
      }),
    )
  }
}
