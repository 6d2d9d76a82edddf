import { crc32, deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { lookAt } from '#domain/report/commands/look-at-upload.ts'
import { cleanVideo, UnknownVideo } from '#platform/storage/film.ts'
import { testVirus } from '#platform/storage/test-virus.ts'
import { heicOfSize, heicPhotograph } from '#test/support/upload-files.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')
const look = (bytes: Buffer, extension: string, size = 7) =>
  lookAt(
    (async function* () {
      for (let at = 0; at < bytes.length; at += size * 1000) yield bytes.subarray(at, at + size * 1000)
    })(),
    bytes.length,
    extension,
  )
const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#456' } })
  .jpeg()
  .toBuffer()
const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#456' } })
  .png()
  .toBuffer()

function chunk(type: string, data: Buffer) {
  const body = Buffer.concat([bytesOf(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
function pixelBomb(side: number) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    bytesOf('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
/** An archive whose list says that it unpacks to 4 GB. */
function zipBomb() {
  const entry = Buffer.alloc(46 + 19)
  entry.write('PK\x01\x02', 'latin1')
  entry.writeUInt32LE(0xfffffff0, 24)
  entry.writeUInt16LE(19, 28)
  entry.write('[Content_Types].xml', 46)
  const local = Buffer.alloc(30 + 19)
  local.write('PK\x03\x04', 'latin1')
  local.writeUInt16LE(19, 26)
  local.write('[Content_Types].xml', 30)
  return { entry, local }
}

/** A workbook with one more part. */
const office = (part: string) => {
  const types =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
  return Buffer.from(
    zipSync({ '[Content_Types].xml': strToU8(types), 'xl/workbook.xml': strToU8('<a/>'), [part]: strToU8('x') }),
  )
}

const cases: [string, Buffer, string, string][] = [
  ['nothing at all', Buffer.alloc(0), 'jpg', 'empty'],
  ['a drawing named as a photo', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'jpg', 'kind'],
  ['a page named as a photo', bytesOf('<!doctype html><script>alert(1)</script>'), 'jpg', 'kind'],
  ['a program', bytesOf(`MZ${'\0'.repeat(300)}`), 'jpg', 'kind'],
  ['a picture named as a document', photo, 'pdf', 'extension'],
  ['a picture named as a page', photo, 'html', 'extension'],
  ['the test virus', bytesOf(testVirus), 'pdf', 'test_virus'],
  ['the test virus behind a photo', Buffer.concat([photo, bytesOf(testVirus)]), 'jpg', 'test_virus'],
  [
    'an archive behind a photo',
    Buffer.concat([photo, bytesOf(`PK\x03\x04${'a'.repeat(50)}PK\x05\x06${'\0'.repeat(18)}`)]),
    'jpg',
    'hidden_file',
  ],
  ['a page behind a photo', Buffer.concat([png, bytesOf('<html><script>alert(1)</script>')]), 'png', 'markup'],
  ['a picture of 50,000 by 50,000', pixelBomb(50_000), 'png', 'too_many_pixels'],
  ['a HEIC of 50,000 by 50,000', heicOfSize(50_000, 50_000), 'heic', 'too_many_pixels'],
  ['a HEIC that was cut off', heicPhotograph().subarray(0, 460), 'heic', 'broken_picture'],
  [
    'a HEIC that is nothing but its first words',
    bytesOf(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${'x'.repeat(200)}`),
    'heic',
    'broken_picture',
  ],
  ['a workbook with macros, under another name', office('xl/vbaProject.bin'), 'xlsx', 'active_content'],
  ['a document with a program in it', office('word/embeddings/setup.EXE'), 'xlsx', 'active_content'],
]

describe('a file that is not what it says', () => {
  it.each(cases)('%s is refused in less than two seconds', async (_, bytes, extension, code) => {
    const started = performance.now()
    expect(await look(bytes, extension)).toMatchObject({ refusal: { code } })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('an archive that would unpack to gigabytes is refused as a document', async () => {
    const { entry, local } = zipBomb()
    const { signsOf } = await import('#domain/report/rules/evidence-signs.ts')
    const bomb = Buffer.concat([local, entry])
    expect(signsOf(bomb, bomb, 'xlsx', bomb.length)).toEqual(['unpacks_too_far'])
  })

  it('honest files are taken, also with other letters in the name and a film behind the end', async () => {
    expect(await look(photo, 'JPG')).toMatchObject({ kind: 'jpeg' })
    expect(await look(png, 'png')).toMatchObject({ kind: 'png' })
    expect(await look(heicPhotograph(), 'HEIC')).toMatchObject({ kind: 'heic' })
    // Its list of pictures behind them, as some telephones write it.
    const head = heicPhotograph().subarray(0, 28)
    const behind = [head, box('mdat', Buffer.alloc(1_200_000)), heicPhotograph().subarray(28)]
    expect(await look(Buffer.concat(behind), 'heic')).toMatchObject({ kind: 'heic' })
    expect(await look(Buffer.concat(behind.slice(0, 2)).subarray(0, -9), 'heic')).toMatchObject({
      refusal: { code: 'broken_picture' },
    })
    expect(await look(office('xl/media/image1.png'), 'xlsx')).toMatchObject({ kind: 'xlsx' })
    expect(await look(Buffer.concat([photo, bytesOf('\0\0\0\x18ftypmp42')]), 'jpeg')).toMatchObject({ kind: 'jpeg' })
  })
})

const box = (type: string, ...content: Buffer[]) => {
  const inside = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(inside.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, inside])
}
const words = (...numbers: number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [i, n] of numbers.entries()) bytes.writeUInt32BE(n, 4 * i)
  return bytes
}
const track = (handler: string, at: number, size: number) =>
  box(
    'trak',
    box('tkhd', words(0, 1234, 5678, 1)),
    box(
      'mdia',
      box('mdhd', words(0, 1234, 5678, 600)),
      box('hdlr', words(0, 0), bytesOf(handler), words(0, 0, 0), bytesOf('canary-maker\0')),
      box(
        'minf',
        box('stbl', box('stsz', words(0, size, 1)), box('stsc', words(0, 1, 1, 1, 1)), box('stco', words(0, 1, at))),
      ),
    ),
    box('udta', bytesOf('canary-of-track')),
  )

describe('a film', () => {
  const head = box('ftyp', bytesOf('qt  \0\0\0\0qt  '))
  const data = bytesOf('PICTURES--canary-place')
  const start = head.length + 8
  const whole = Buffer.concat([
    head,
    box('mdat', data),
    box(
      'moov',
      box('mvhd', words(0, 1234, 5678, 600)),
      track('vide', start, 10),
      track('meta', start + 10, 12),
      box('udta', bytesOf('©xyz+28.55+112.37/canary')),
    ),
    box('uuid', bytesOf('canary-xmp')),
  ])

  it('keeps its pictures at their places and loses place, time, maker and every other track', () => {
    const clean = cleanVideo(whole)
    expect(clean.length).toBe(whole.length)
    const text = clean.toString('latin1')
    expect(text).toContain('PICTURES--')
    for (const gone of ['canary', '+28.55', 'udta', 'uuid', 'meta', words(1234, 5678).toString('latin1')])
      expect(text).not.toContain(gone)
    expect(text).toContain('vide')
  })

  it('of a form that is not known, or cut off, is not shown', () => {
    for (const odd of [
      whole.subarray(0, whole.length - 3),
      Buffer.concat([whole, box('moof')]),
      head,
      Buffer.from('x'),
    ])
      expect(() => cleanVideo(Buffer.from(odd))).toThrow(UnknownVideo)
  })
})
