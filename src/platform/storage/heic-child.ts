/** Started by heic.ts: reads a HEIC picture from its standard input and writes it as a JPEG without any metadata. Ends with 2 for broken ones, 3 for too large ones. */
import { buffer } from 'node:stream/consumers'
import decode from 'heic-decode'
import sharp from 'sharp'

const most = Number(process.argv[2])
const end = (code: number) => process.exit(code)

try {
  const pictures = await decode.all({ buffer: new Uint8Array(await buffer(process.stdin)) })
  const [first] = pictures
  if (!first || first.width * first.height > most) end(first ? 3 : 2)
  else {
    const { width, height, data } = await first.decode()
    const raw = { width, height, channels: 4 } as const
    const jpeg = await sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), { raw })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 90 })
      .toBuffer()
    process.stdout.write(jpeg, () => end(0))
  }
} catch {
  end(2)
}
