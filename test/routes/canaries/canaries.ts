import sharp from 'sharp'

/**
 * Made-up persons whose every word can be told from anything else on the site: a number of the range 195 0 (telephones), a rare bird
 * (names), a birth in 1931 in a county of nobody (identity numbers), a seventh decimal (pins, and the places that cameras write).
 */
export const canaryOf = (i: number) => ({
  name: `鸜鹆${String.fromCodePoint(0x5000 + (i % 1000))}${String.fromCodePoint(0x6000 + Math.floor(i / 1000))}`,
  telephone: phone(i, 0),
  inWords: phone(i, 1),
  inPlace: phone(i, 2),
  inEnterprise: phone(i, 3),
  inMessage: phone(i, 4),
  inFileName: phone(i, 5),
  inCamera: phone(i, 6),
  idNumber: idNumber(i),
  pin: { longitudeDeg: Number(`112.17${digits(i)}77`), latitudeDeg: Number(`28.55${digits(i)}77`) },
  camera: { longitudeDeg: Number(`112.16${digits(i)}77`), latitudeDeg: Number(`28.54${digits(i)}77`) },
})
/** Eight stand in every report; every third has a photograph with three more in its name and its facts. */
export const canariesOf = (i: number): string[] => {
  const { pin, camera, inFileName, inCamera, ...words } = canaryOf(i)
  const photographed = hasPhoto(i) ? [inFileName, inCamera, String(camera.longitudeDeg)] : []
  return [...Object.values(words), String(pin.longitudeDeg), ...photographed]
}
export const hasPhoto = (i: number): boolean => i % 3 === 0

/** A photograph as his telephone took it: its name, its owner and its place in it, in degrees or in degrees, minutes and seconds. */
export async function photoOf(
  i: number,
  {
    width = 12,
    height = 9,
    format = 'jpeg',
  }: { width?: number; height?: number; format?: 'jpeg' | 'png' | 'webp' } = {},
): Promise<File> {
  const { name, inFileName, inCamera, camera } = canaryOf(i)
  const [north, east] = [camera.latitudeDeg, camera.longitudeDeg]
  const bytes = await sharp({
    create: { width, height, channels: 3, background: '#6b705c', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .withExif({
      IFD0: {
        Artist: inCamera,
        ImageDescription: `${north}, ${east}`,
        Copyright: `${asText(north)} ${asText(east)}`,
      },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: asFractions(north),
        GPSLongitudeRef: 'E',
        GPSLongitude: asFractions(east),
      },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${name}</note></x:xmpmeta>`)
    .toFormat(format)
    .toBuffer()
  return new File([new Uint8Array(bytes)], `IMG_${name}_${inFileName}.${format}`, { type: `image/${format}` })
}

const inSeconds = (degrees: number) => {
  const minutes = (degrees % 1) * 60
  return [Math.floor(degrees), Math.floor(minutes), Math.round((minutes % 1) * 60 * 1e4)] as const
}
const asFractions = (degrees: number) =>
  inSeconds(degrees)
    .map((part, i) => `${part}/${i === 2 ? 10_000 : 1}`)
    .join(' ')
const asText = (degrees: number) => {
  const [whole, minutes, seconds] = inSeconds(degrees)
  return `${whole} deg ${minutes}' ${seconds / 1e4}"`
}

const digits = (i: number) => String(i).padStart(4, '0')
const phone = (i: number, n: number) => `1950${n}${String(i).padStart(6, '0')}`

/** A whole number with the right last sign (GB 11643). */
function idNumber(i: number): string {
  const body = `9909991931${String((i % 12) + 1).padStart(2, '0')}${String((i % 28) + 1).padStart(2, '0')}${String(i % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + '10X98765432'[sum % 11]
}

/** Within a run of hexadecimal signs a number is none: sealed bytes are written so. */
const plain = [
  /鸜鹆../gu,
  /(?<![0-9a-f])1950[0-6]00\d{4}(?![0-9a-f])/gi,
  /9909991931\d{7}[\dXx]/g,
  /112\.1[67]\d{4}77|28\.5[45]\d{4}77/g,
  // The places of cameras as degrees, minutes and seconds.
  /(?:28\s?(?:°|deg|度)\s?32|112\s?(?:°|deg|度)\s?9)\s?['′分]\s?\d/g,
]
/** The same as bytes are written in a copy of a table. */
const hex = (text: string) => Buffer.from(text).toString('hex')
const hexed = [
  new RegExp(hex('鸜鹆'), 'gi'),
  /31393530(?:3[0-6])3030(?:3\d){4}/gi,
  new RegExp(hex('9909991931'), 'gi'),
  new RegExp(`${hex('112.1')}3[67](?:3\\d){4}3737`, 'gi'),
]
/** A name as base64 writes it, wherever it begins. */
const inBase64 = [0, 1, 2].map((shift) => {
  const text = Buffer.concat([Buffer.alloc(shift), Buffer.from('鸜鹆')]).toString('base64')
  return text.slice(shift === 0 ? 0 : shift === 1 ? 2 : 3, 8)
})

/** Every canary in a text, as it is, as hexadecimal bytes, as base64, or percent-encoded. */
export function canariesIn(text: string): string[] {
  const found = [...plain, ...hexed].flatMap((pattern) => text.match(pattern) ?? [])
  const coded = [...inBase64, encodeURIComponent('鸜鹆')].filter((each) => text.includes(each))
  return [...found, ...coded]
}

/** Of a page for those who handle the report: the pin is theirs to see. */
export const personsIn = (text: string): string[] =>
  canariesIn(text).filter((found) => !/^(112\.17|28\.55)/.test(found))
