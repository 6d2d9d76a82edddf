/** Started by draw.ts: makes files anew or looks into them, one after another, until its standard input ends. Nothing but pixels, or picture and sound, comes out. */
import { Socket } from 'node:net'
import sharp from 'sharp'
import { examineOffice, examinePdf } from '#platform/storage/examine.ts'
import { cleanVideo, UnknownVideo } from '#platform/storage/film.ts'
import { cleanImage } from '#platform/storage/image.ts'
import { RefusedFile } from '#platform/storage/refused.ts'
import { BrokenWire, readWire } from '#platform/storage/wire.ts'

const heicPixels = Number(process.argv[2])
sharp.cache(false)
sharp.concurrency(1)

async function jpegOfHeic(bytes: Buffer): Promise<Buffer> {
  const { default: decode } = await import('heic-decode') // 20 MB that other pictures don't need
  const broken = () => new RefusedFile({ code: 'broken_image' })
  const [first] = await decode.all({ buffer: bytes }).catch(() => Promise.reject(broken()))
  if (!first) throw broken()
  const { width, height } = first
  if (width * height > heicPixels)
    throw new RefusedFile({
      code: 'too_many_pixels',
      given: { width, height },
      allowed: { pixels: heicPixels, side: 0 },
    })
  const { data } = await first.decode().catch(() => Promise.reject(broken()))
  const raw = { width, height, channels: 4 } as const
  return sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), { raw })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 90 })
    .toBuffer()
}

async function answerTo(kind: unknown, bytes: Buffer): Promise<[object, Buffer?]> {
  try {
    if (kind === 'pdf') return [{ warning: examinePdf(bytes) }]
    if (kind === 'office') return [{ warning: examineOffice(bytes) }]
    if (kind === 'film') return [{}, cleanVideo(bytes)]
    const drawn = kind === 'heic' ? await jpegOfHeic(bytes) : await cleanImage(bytes, kind as 'jpeg')
    const { width, height } = await sharp(drawn).metadata()
    return [{ width, height }, drawn]
  } catch (error) {
    if (error instanceof RefusedFile) return [{ refused: error.reason.code }]
    if (error instanceof UnknownVideo) return [{ refused: 'unknown_video' }]
    throw error
  }
}

async function wholeOf(pieces: AsyncIterable<Buffer>, length: number): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(length)
  let at = 0
  for await (const piece of pieces) at += piece.copy(whole, at)
  return whole
}

const answers = new Socket({ fd: 3, readable: false, writable: true })
const write = (bytes: Buffer | string) => new Promise<void>((resolve) => answers.write(bytes, () => resolve()))

const wire = readWire(process.stdin)
for (;;) {
  const asked = await wire
    .head()
    .catch((error) => (error instanceof BrokenWire ? process.exit(0) : Promise.reject(error)))
  const length = Number(asked.bytes)
  const [answer, bytes] = await answerTo(asked.kind, await wholeOf(wire.body(length), length))
  globalThis.gc?.() // pieces and pictures lie outside the heap, so it would collect them too late
  const resident = process.memoryUsage.rss()
  await write(`${JSON.stringify({ ...answer, bytes: bytes?.length ?? 0, resident })}\n`)
  if (bytes) await write(bytes)
}
