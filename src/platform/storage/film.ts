/** The film's boxes are not of the form that can be blanked with certainty. */
export class UnknownVideo extends Error {
  override name = 'UnknownVideo'
}

interface Box {
  type: string
  /** Where its header and its content begin, and where it ends. */
  at: number
  inside: number
  end: number
}

/** Boxes that hold nothing but other boxes and lead to what must be blanked. */
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf'])
/** Kept as they are; every other box is blanked. (ISO/IEC 14496-12; QuickTime File Format) */
const kept = new Set(
  'ftyp moov mdat mvhd trak tkhd tapt clef prof enof edts elst mdia mdhd hdlr minf vmhd smhd gmhd dinf dref stbl stsd stts ctts cslg stss stsc stsz stz2 stco co64 sgpd sbgp sdtp load tref iods'.split(
    ' ',
  ),
)
const film = new Set(['vide', 'soun'])

/**
 * The film with nothing beside its pictures and sounds: boxes of metadata and tracks of other kinds become `free`, their bytes and the
 * samples of those tracks zeros, instants zeros. Its length and every place in it stay, so nothing has to be drawn anew.
 * @throws UnknownVideo
 */
export function cleanVideo(bytes: Buffer): Buffer {
  const clean = Buffer.from(bytes)
  const top = boxesOf(clean, 0, clean.length)
  if (top.some(({ type }) => type === 'moof' || type === 'sidx') || !top.some(({ type }) => type === 'mdat'))
    throw new UnknownVideo()
  const moov = top.find(({ type }) => type === 'moov')
  if (!moov) throw new UnknownVideo()
  for (const track of boxesOf(clean, moov.inside, moov.end).filter(({ type }) => type === 'trak')) {
    if (film.has(handlerOf(clean, track))) continue
    for (const [at, length] of samplesOf(clean, track)) clean.fill(0, at, Math.min(at + length, clean.length))
    blank(clean, track)
  }
  blankOthers(clean, 0, clean.length)
  return clean
}

function blankOthers(bytes: Buffer, from: number, to: number) {
  for (const box of boxesOf(bytes, from, to)) {
    if (!kept.has(box.type)) blank(bytes, box)
    else if (['mvhd', 'tkhd', 'mdhd'].includes(box.type)) blankInstants(bytes, box)
    else if (box.type === 'hdlr') blankName(bytes, box)
    else if (containers.has(box.type)) blankOthers(bytes, box.inside, box.end)
  }
}

function blank(bytes: Buffer, { at, inside, end }: Box) {
  bytes.write('free', at + 4, 'latin1')
  bytes.fill(0, inside, end)
}

/** Created and changed: after the version and flags, of 4 or 8 bytes each. */
function blankInstants(bytes: Buffer, { inside, end }: Box) {
  bytes.fill(0, inside + 4, Math.min(inside + (bytes[inside] === 1 ? 20 : 12), end))
}

/** Who made the handler, which phones write there. */
function blankName(bytes: Buffer, { inside, end }: Box) {
  if (end > inside + 24) bytes.fill(0, inside + 24, end)
}

function boxesOf(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    // QuickTime ends some lists with four zero bytes.
    if (to - at < 8) {
      if (bytes.subarray(at, to).some((byte) => byte !== 0)) throw new UnknownVideo()
      break
    }
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && to - at < 16) throw new UnknownVideo()
    const length = short === 0 ? to - at : isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short
    const inside = at + (isLong ? 16 : 8)
    if (at + length > to || inside > at + length) throw new UnknownVideo()
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), at, inside, end: at + length })
    if (boxes.length > 10_000) throw new UnknownVideo()
    at += length
  }
  return boxes
}

function find(bytes: Buffer, box: Box, path: readonly string[]): Box | undefined {
  const [type, ...rest] = path
  const found = boxesOf(bytes, box.inside, box.end).find((each) => each.type === type)
  return found && rest.length > 0 ? find(bytes, found, rest) : found
}

function handlerOf(bytes: Buffer, track: Box): string {
  const box = find(bytes, track, ['mdia', 'hdlr'])
  return box ? bytes.toString('latin1', box.inside + 8, box.inside + 12) : ''
}

/** Where the samples of a track lie in the file, with their lengths. */
function samplesOf(bytes: Buffer, track: Box): [number, number][] {
  const table = find(bytes, track, ['mdia', 'minf', 'stbl'])
  const sizes = table && find(bytes, table, ['stsz'])
  const runs = table && find(bytes, table, ['stsc'])
  const short = table && find(bytes, table, ['stco'])
  const chunks = short ?? (table && find(bytes, table, ['co64']))
  if (!sizes || !runs || !chunks) throw new UnknownVideo()
  const [same, count] = [bytes.readUInt32BE(sizes.inside + 4), bytes.readUInt32BE(sizes.inside + 8)]
  const sizeOf = (i: number) => same || bytes.readUInt32BE(sizes.inside + 12 + 4 * i)
  const chunkCount = bytes.readUInt32BE(chunks.inside + 4)
  const runCount = bytes.readUInt32BE(runs.inside + 4)
  if (
    (same === 0 && sizes.inside + 12 + 4 * count > sizes.end) ||
    chunks.inside + 8 + 4 * chunkCount > chunks.end ||
    runs.inside + 8 + 12 * runCount > runs.end
  )
    throw new UnknownVideo()
  const found: [number, number][] = []
  let [sample, run] = [0, 0]
  for (let chunk = 1; chunk <= chunkCount && sample < count; chunk++) {
    while (run + 1 < runCount && bytes.readUInt32BE(runs.inside + 8 + 12 * (run + 1)) <= chunk) run++
    const inChunk = bytes.readUInt32BE(runs.inside + 8 + 12 * run + 4)
    const place = chunks.inside + 8 + (chunk - 1) * (short ? 4 : 8)
    const at = short ? bytes.readUInt32BE(place) : Number(bytes.readBigUInt64BE(place))
    let length = 0
    for (let i = 0; i < inChunk && sample < count; i++) length += sizeOf(sample++)
    if (at + length > bytes.length) throw new UnknownVideo()
    found.push([at, length])
  }
  return found
}
