import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

export interface Photo {
  name: string
  mediaType: 'image/png'
  sha256: string
  size: number
  bytes: Buffer
}

type Colour = readonly [red: number, green: number, blue: number]
const [width, height] = [320, 240]

/** A drawn bank with a pipe and water of a colour: it stands for a photo of a place that there is not. */
export function drawBank(name: string, water: Colour): Photo {
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) row.set(colourAt(x, y, water), 1 + x * 3)
    rows.push(row)
  }
  const bytes = png(Buffer.concat(rows))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, mediaType: 'image/png', sha256, size: bytes.length, bytes }
}

function colourAt(x: number, y: number, [red, green, blue]: Colour): Colour {
  if (y < 90) return [214 - y / 3, 226 - y / 4, 232]
  const inPipe = (x - 220) ** 2 + (y - 128) ** 2
  if (inPipe < 14 ** 2) return [40, 44, 46]
  if (inPipe < 19 ** 2) return [128, 130, 128]
  if (y < 150 - Math.sin(x / 40) * 5) return [132 + (x % 7), 138 + (y % 5), 96]
  const wave = Math.round(Math.sin((x + y * 3) / 14) * 6)
  return [red + wave, green + wave, blue + wave]
}

function png(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
