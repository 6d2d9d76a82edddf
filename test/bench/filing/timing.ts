/** How long each piece of work took, and which failed. */
export interface Timing {
  done: number
  failed: string[]
  seconds: number
  perSecond: number
  /** Milliseconds; of paced work from the moment when it was due, so that a queue counts. */
  p50: number
  p95: number
  p99: number
}

type Work = () => Promise<unknown>

class Stopwatch {
  readonly #times: number[] = []
  readonly #failed: string[] = []
  readonly #started = performance.now()

  async time(work: Work, since = performance.now()): Promise<void> {
    try {
      await work()
      this.#times.push(performance.now() - since)
    } catch (error) {
      this.#failed.push(error instanceof Error ? error.message : String(error))
    }
  }

  read(): Timing {
    const seconds = (performance.now() - this.#started) / 1000
    const sorted = this.#times.sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    const done = sorted.length
    return {
      done,
      failed: this.#failed,
      seconds,
      perSecond: done / seconds,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
    }
  }
}

/** Starts work so many times a second, whether or not the work before has ended, and waits for all of it. */
export async function paced(perSecond: number, seconds: number, work: Work): Promise<Timing> {
  const watch = new Stopwatch()
  const started = performance.now()
  const running: Promise<void>[] = []
  for (let n = 0; n < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1)
    for (; n < due; n++) running.push(watch.time(work, started + (n / perSecond) * 1000))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all(running)
  return watch.read()
}

/** As much work as `hands` can do, each beginning again when it has ended. */
export async function saturated(hands: number, seconds: number, work: Work): Promise<Timing> {
  const watch = new Stopwatch()
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: hands }, async () => {
      while (performance.now() < until) await watch.time(work)
    }),
  )
  return watch.read()
}

/** The same piece of work so many times, one after the other. */
export async function repeated(times: number, work: Work): Promise<Timing> {
  const watch = new Stopwatch()
  for (let n = 0; n < times; n++) await watch.time(work)
  return watch.read()
}
