import sharp, { type Sharp } from 'sharp'
import { RefusedFile, uploadLimits } from '#platform/storage/refused.ts'

const encode = {
  jpeg: (image: Sharp) => image.jpeg({ quality: 90 }),
  png: (image: Sharp) => image.png({ compressionLevel: 8 }),
  webp: (image: Sharp) => image.webp({ quality: 90 }),
}

/**
 * The picture drawn anew: turned as its camera said, and nothing beside the pixels left (place, time, device, owner, previews,
 * what was hidden behind its end). Of an animation the first frame stays.
 * @throws RefusedFile when it cannot be read whole or is too large to unpack
 */
export async function cleanImage(bytes: Buffer, kind: keyof typeof encode): Promise<Buffer> {
  const broken = () => new RefusedFile({ code: 'broken_image' })
  const { pixels, side } = uploadLimits
  // The limit is checked by hand first, so that it can be told apart from a broken picture.
  const { format, width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => Promise.reject(broken()))
  if (format !== kind) throw broken()
  if (width * height > pixels || width > side || height > side)
    throw new RefusedFile({ code: 'too_many_pixels', given: { width, height }, allowed: { pixels, side } })
  const drawn = encode[kind](sharp(bytes, { limitInputPixels: pixels, failOn: 'error' }).autoOrient())
  return drawn.toBuffer().catch(() => Promise.reject(broken()))
}
