import { type ChildProcess, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { BrokenWire, readWire, type Wire } from '#platform/storage/wire.ts'

/** How a file is made anew: pictures are drawn, a film loses its metadata in its place. Of documents nothing is made, they are looked into. */
export type DrawnKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'film' | 'pdf' | 'office'

export interface Drawn {
  bytes: number
  /** Of a picture. */
  width: number | null
  height: number | null
  /** Of a document: what may harm whoever opens it. */
  warning: string | undefined
  /** To be read to their end; they may end too early with a fault. */
  pieces: AsyncIterable<Buffer>
}

/** The file cannot be read, is too large to unpack, or is of a form that is not known; `reason` says which. */
export class Undrawable extends Error {
  override name = 'Undrawable'
  readonly reason: string

  constructor(reason: string) {
    super(`cannot be drawn: ${reason}`)
    this.reason = reason
  }
}

/** The process that draws ended before it had answered: killed, out of memory, out of time. The file itself may be good. */
export class DrawingEnded extends Error {
  override name = 'DrawingEnded'
}

const childFile = fileURLToPath(new URL('draw-child.ts', import.meta.url))
/** What the process may have grown to and still draw another one; without work it ends after so long. */
const mostResident = 160 * 1024 * 1024
const idleMs = 15_000
/** More than any file that is taken in. */
const mostBytes = 512 * 1024 * 1024

/**
 * Draws pictures anew, one after another, in a process of its own: what hostile bytes make of a decoder ends with it, and so does what
 * memory it grew to. It has none of our secrets and no connection. It ends after a file that it could not read, after each HEIC, when it
 * has grown, and when there is nothing to draw.
 * @param limits `seconds` for one file; the pixels that a HEIC may have
 */
export function startDrawing(limits: { seconds: number; heicPixels: number }) {
  let running: { child: ChildProcess; wire: Wire } | undefined
  let idle: NodeJS.Timeout | undefined

  function stop() {
    clearTimeout(idle)
    running?.child.kill('SIGKILL')
    running = undefined
  }

  /**
   * @param source `bytes` bytes of it
   * @param take what is done with the clean copy; where it throws nothing of the copy may stay
   * @throws Undrawable; DrawingEnded
   */
  async function draw<T>(
    kind: DrawnKind,
    bytes: number,
    source: AsyncIterable<Buffer>,
    take: (drawn: Drawn) => Promise<T>,
  ): Promise<T> {
    clearTimeout(idle)
    running ??= startChild(limits.heicPixels)
    const { child, wire } = running
    const late = setTimeout(() => child.kill('SIGKILL'), limits.seconds * 1000)
    let mayGoOn = false
    try {
      const [answer] = await Promise.all([wire.head(), send(child, { kind, bytes }, source)])
      if ('refused' in answer) throw new Undrawable(String(answer.refused))
      const [size, width, height, resident] = ['bytes', 'width', 'height', 'resident'].map((name) =>
        count(answer[name]),
      )
      const taken = await take({
        bytes: size ?? 0,
        width: width ?? null,
        height: height ?? null,
        warning: typeof answer.warning === 'string' ? answer.warning : undefined,
        pieces: wire.body(size ?? 0),
      })
      mayGoOn = kind !== 'heic' && !wire.isBehind() && (resident ?? mostResident) < mostResident
      return taken
    } catch (error) {
      throw error instanceof BrokenWire ? new DrawingEnded(`drawing a ${kind} ended: ${error.message}`) : error
    } finally {
      clearTimeout(late)
      if (mayGoOn) idle = setTimeout(stop, idleMs)
      else stop()
    }
  }

  return { draw, stop, pid: () => running?.child.pid }
}
export type Drawing = ReturnType<typeof startDrawing>

function startChild(heicPixels: number) {
  const child = spawn(process.execPath, ['--max-old-space-size=256', '--expose-gc', childFile, String(heicPixels)], {
    // Its answers have a way of their own: libheif writes what it finds to the standard output.
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    // With one arena and one thread glibc gives back what a picture took.
    env: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144', UV_THREADPOOL_SIZE: '1', VIPS_CONCURRENCY: '1' },
  })
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL) // whoever is sending goes first
  child.on('error', () => {}) // its output ends then, which is what tells
  child.stdin?.on('error', () => {}) // it ended before it had read all
  return { child, wire: readWire(child.stdio[3] as Readable) }
}

/** A fault of the source ends the child, which would wait for the rest of it. */
async function send(child: ChildProcess, head: object, source: AsyncIterable<Buffer>): Promise<void> {
  const to = child.stdin as NonNullable<typeof child.stdin>
  const write = (bytes: Buffer) =>
    new Promise<void>((resolve) => {
      to.write(bytes, () => resolve()) // also when it is broken
    })
  try {
    await write(Buffer.from(`${JSON.stringify(head)}\n`))
    for await (const piece of source) await write(piece)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

const count = (value: unknown): number | undefined =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= mostBytes ? (value as number) : undefined
