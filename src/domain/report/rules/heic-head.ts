/** What a HEIC picture says of itself before it is decoded (ISO/IEC 23008-12): the largest picture in it, and whether it is all there. */
export interface HeicHead {
  width: number
  height: number
  isWhole: boolean
}

/** Boxes that lead to the sizes of the pictures. */
const path: Record<string, number> = { iprp: 0, ipco: 0 }

/**
 * `broken` when its list of pictures is, or says no size; undefined when the list stands further behind, as some telephones write it: then
 * the drawing finds out.
 * @param head its first megabyte
 * @param bytes of the whole file
 */
export function heicHeadOf(head: Buffer, bytes: number): HeicHead | 'broken' | undefined {
  try {
    const boxes = [...boxesIn(head, 0, head.length)]
    const meta = boxes.find(({ type }) => type === 'meta')
    const reach = (meta ?? boxes.at(-1))?.end ?? 0
    if (!meta || reach > head.length) return reach > head.length && reach <= bytes ? undefined : 'broken'
    let size = { width: 0, height: 0 }
    let end = 0
    const walk = (from: number, to: number) => {
      for (const box of boxesIn(head, from, to)) {
        if (box.type in path) walk(box.inside, box.end)
        else if (box.type === 'ispe') {
          const [width, height] = [head.readUInt32BE(box.inside + 4), head.readUInt32BE(box.inside + 8)]
          if (width * height > size.width * size.height) size = { width, height }
        } else if (box.type === 'iloc') end = Math.max(end, endOfItems(head, box.inside))
      }
    }
    walk(meta.inside + 4, meta.end)
    return size.width > 0 && end > 0 ? { ...size, isWhole: end <= bytes } : 'broken'
  } catch (error) {
    if (error instanceof RangeError) return 'broken' // it reads past its end
    throw error
  }
}

function* boxesIn(bytes: Buffer, from: number, to: number) {
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at)
    const inside = at + (short === 1 ? 16 : 8)
    const length = short === 0 ? to - at : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short
    if (length < inside - at) throw new RangeError('a box smaller than its head')
    yield { type: bytes.toString('latin1', at + 4, at + 8), inside, end: at + length }
    at += length
  }
}

/** Where the last of the pictures' bytes ends in the file. */
function endOfItems(bytes: Buffer, inside: number): number {
  const version = bytes.readUInt8(inside)
  let at = inside + 4
  const next = (size: number) => {
    at += size
    return size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUIntBE(at - size, size)
  }
  const [first, second] = [next(1), next(1)]
  const [offsetSize, lengthSize, baseSize] = [first >> 4, first & 15, second >> 4]
  const indexSize = version > 0 ? second & 15 : 0
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => ![0, 4, 8].includes(size)))
    throw new RangeError('sizes that the standard does not know')
  let end = 0
  for (let items = next(version < 2 ? 2 : 4); items > 0; items--) {
    next(version < 2 ? 2 : 4) // its number
    const isInFile = version === 0 || (next(2) & 15) === 0
    next(2) // the file in which it lies: this one
    const base = next(baseSize)
    for (let extents = next(2); extents > 0; extents--) {
      next(indexSize)
      const place = base + next(offsetSize)
      const length = next(lengthSize)
      if (isInFile) end = Math.max(end, place + length)
    }
  }
  return end
}
