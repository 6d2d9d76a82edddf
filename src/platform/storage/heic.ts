import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { RefusedFile, uploadLimits } from '#platform/storage/refused.ts'

/**
 * A picture of a telephone (HEIC) as a JPEG that holds nothing but its pixels, turned upright. The decoder (libheif-js) works in a
 * process of its own: what it makes of hostile bytes ends with it, after `seconds` at the latest.
 * @throws RefusedFile when it cannot be read or is too large
 */
export async function jpegOfHeic(
  bytes: Buffer,
  { pixels, seconds }: { pixels: number; seconds: number },
): Promise<Buffer> {
  const child = spawn(process.execPath, ['--max-old-space-size=256', childFile, String(pixels)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    env: {}, // it needs none of our secrets
  })
  child.stdin.on('error', () => {}) // it ended before it had read all
  child.stdin.end(bytes)
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const [drawn, code] = await Promise.all([buffer(child.stdout), ended])
  if (code === 0 && drawn.length > 0) return drawn
  if (code === 3)
    throw new RefusedFile({
      code: 'too_many_pixels',
      given: { width: 0, height: 0 },
      allowed: { pixels, side: uploadLimits.side },
    })
  throw new RefusedFile({ code: 'broken_image' })
}

const childFile = fileURLToPath(new URL('heic-child.ts', import.meta.url))
