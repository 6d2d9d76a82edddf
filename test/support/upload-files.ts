import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A PDF of one page with further objects; `packed` ones lie in a compressed object stream. */
export function pdf(
  objects = '',
  { packed, trailer = '', filter = '/Filter' }: { packed?: string; trailer?: string; filter?: string } = {},
): Buffer {
  const stream = packed === undefined ? Buffer.alloc(0) : deflateSync(Buffer.from(packed, 'latin1'))
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n', 'latin1'),
    Buffer.from('2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page >>\nendobj\n'),
    Buffer.from('4 0 obj\n<< /Length 44 >>\nstream\nBT (/JSON and a plain text) Tj ET\nendstream\nendobj\n'),
    Buffer.from(`${objects}\n`, 'latin1'),
    ...(packed === undefined
      ? []
      : [
          Buffer.from(
            `9 0 obj\n<< /Type /ObjStm /N 1 /First 4 ${filter} /FlateDecode /Length ${stream.length} >>\nstream\n`,
          ),
          stream,
          Buffer.from('\nendstream\nendobj\n'),
        ]),
    Buffer.from(`trailer\n<< /Root 1 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n`, 'latin1'),
  ])
}

/** A photograph as a telephone takes it: lying on its side, with place, device and owner written into it. */
export const photograph = (format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c0392b' } })
    .withExif({
      IFD0: { Make: 'Telephone', Artist: 'OwnerName' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '28/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '112/1 21/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>OwnerName</note></x:xmpmeta>')
    .toFormat(format)
    .toBuffer()

/**
 * A HEIC of 96 by 64 pixels, red on the left and blue on the right, with the place and the owner of its camera in it. Made from our own
 * drawing with libheif and x265.
 */
export const heicPhotograph = (): Buffer =>
  Buffer.from(
    [
      'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYBtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAA',
      'NGlsb2MAAAAAREAAAgABAAAAAAGkAAEAAAAAAAAANAACAAAAAAHYAAEAAAAAAAABVgAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAFWlu',
      'ZmUCAAABAAIAAEV4aWYAAAAAv2lwcnAAAAChaXBjbwAAAHVodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroC',
      'QCEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAA',
      'AwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAZJtZGF0AAAAMCgBrxOAtuerPAn//mmo//eRzw+uGdypAjf7',
      'iwlnznHue7jOxugRHkgajapCxHmHdwAAAABJSSoACAAAAAkADwECAAoAAACUAAAAEgEDAAEAAAABAAAAGgEFAAEAAAB6AAAAGwEFAAEAAACCAAAAKAEDAAEA',
      'AAACAAAAOwECAAoAAACKAAAAEwIDAAEAAAABAAAAaYcEAAEAAACeAAAAJYgEAAEAAADsAAAAAAAAADhjAADoAwAAOGMAAOgDAABPd25lck5hbWUAVGVsZXBo',
      'b25lAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAABgAAAAA6AEAAEAAABAAAAAAAAAAAQAAQACAAIA',
      'AABOAAAAAgAFAAMAAAA6AQAAAwACAAIAAABFAAAABAAFAAMAAAAiAQAAAAAAAHAAAAABAAAAFQAAAAEAAAAAAAAAAQAAABwAAAABAAAAIQAAAAEAAAAAAAAA',
      'AQAAAA==',
    ].join(''),
    'base64',
  )

/** The same, of which its list says that it has so many pixels. */
export function heicOfSize(width: number, height: number): Buffer {
  const bytes = heicPhotograph()
  bytes.writeUInt32BE(width, bytes.indexOf('ispe') + 8)
  bytes.writeUInt32BE(height, bytes.indexOf('ispe') + 12)
  return bytes
}
