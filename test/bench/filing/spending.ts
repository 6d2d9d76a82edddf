import { ask } from '#test/bench/filing/http.ts'

/** How much of a processor the web process takes, by its own /metrics, and how much this one, which sends. */
export class Spending {
  readonly #site: string
  #started = 0
  #mine = 0
  #spent = 0

  constructor(site: string) {
    this.#site = site
  }

  async start(): Promise<void> {
    this.#spent = await this.#ofSite()
    this.#mine = ofMine()
    this.#started = performance.now()
  }

  /** In processors: 1 is a whole one. */
  async read(): Promise<string> {
    const seconds = (performance.now() - this.#started) / 1000
    const mine = (ofMine() - this.#mine) / seconds
    return `${(((await this.#ofSite()) - this.#spent) / seconds).toFixed(2)}, ${mine.toFixed(2)}`
  }

  async #ofSite(): Promise<number> {
    const { body } = await ask(this.#site, 'GET', '/metrics')
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(body)?.[1] ?? 0)
  }
}

function ofMine(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
