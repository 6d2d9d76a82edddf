/**
 * QR code (ISO/IEC 18004) of a short text: byte mode, error correction M, versions 1 to 15 (up to 412 bytes). Drawn by the
 * server as one SVG path, so that enrolling a second factor needs neither JavaScript nor another site.
 */
export type Modules = readonly (readonly boolean[])[]

/** Per version, level M: error correction bytes of a block, and the number of blocks (table 9 of the standard). */
const correction = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24]
const blocks = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10]

/** @throws RangeError for a text of more than 412 bytes */
export function qrModules(text: string): Modules {
  const bytes = [...Buffer.from(text)]
  const version = blocks.findIndex((_, v) => v > 0 && bytes.length <= dataBytes(v) - (v < 10 ? 2 : 3))
  if (version < 0) throw new RangeError('too long for a QR code of version 15')
  const code = new Matrix(version)
  code.drawFixed()
  code.drawData(interleave(encode(bytes, version), version))
  return code.masked()
}

/** The dark modules as the `d` of a path, one unit each, with the quiet zone of four around them. */
export function qrPath(modules: Modules): { d: string; size: number } {
  const runs = modules.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${run.index + 4} ${y + 4}h${run[0].length}v1h-${run[0].length}z`),
  )
  return { d: runs.join(''), size: modules.length + 8 }
}

/** Modules that carry data, of a version. */
function rawBits(version: number): number {
  const side = version * 4 + 17
  const marks = version < 2 ? 0 : Math.floor(version / 7) + 2
  const alignment = version < 2 ? 0 : (25 * marks - 10) * marks - 55
  return side * side - 3 * 64 - 31 - 2 * (side - 16) - alignment - (version >= 7 ? 36 : 0)
}

const allBytes = (version: number) => Math.floor(rawBits(version) / 8)
const dataBytes = (version: number) => allBytes(version) - (correction[version] ?? 0) * (blocks[version] ?? 0)

function encode(bytes: number[], version: number): number[] {
  const bits = (value: number, length: number) => value.toString(2).padStart(length, '0')
  const capacity = dataBytes(version) * 8
  let stream = bits(0b0100, 4) + bits(bytes.length, version < 10 ? 8 : 16) + bytes.map((byte) => bits(byte, 8)).join('')
  stream += '0'.repeat(Math.min(4, capacity - stream.length))
  stream += '0'.repeat((8 - (stream.length % 8)) % 8)
  for (let pad = 0xec; stream.length < capacity; pad ^= 0xec ^ 0x11) stream += bits(pad, 8)
  return (stream.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
}

/** Splits into blocks, adds the correction of each, and deals them out in turn. */
function interleave(data: number[], version: number): number[] {
  const count = blocks[version] ?? 1
  const length = correction[version] ?? 0
  const short = Math.floor(allBytes(version) / count) - length
  const shortBlocks = count - (allBytes(version) % count)
  let start = 0
  const parts = Array.from({ length: count }, (_, i) => {
    const part = data.slice(start, start + short + (i < shortBlocks ? 0 : 1))
    start += part.length
    return part
  })
  const tails = parts.map((part) => remainder(part, divisor(length)))
  const dealt = (rows: number[][]) =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, i) =>
      rows.flatMap((row) => row[i] ?? []),
    ).flat()
  return [...dealt(parts), ...dealt(tails)]
}

/** Product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(x: number, y: number): number {
  let product = 0
  for (let i = 7; i >= 0; i--) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((y >>> i) & 1) * x)
  return product
}

function divisor(degree: number): number[] {
  const result = [...Array<number>(degree - 1).fill(0), 1]
  let root = 1
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) result[j] = times(result[j] ?? 0, root) ^ (result[j + 1] ?? 0)
    root = times(root, 2)
  }
  return result
}

function remainder(data: number[], by: number[]): number[] {
  const result = by.map(() => 0)
  for (const byte of data) {
    const factor = byte ^ (result.shift() ?? 0)
    result.push(0)
    by.forEach((coefficient, i) => {
      result[i] = (result[i] ?? 0) ^ times(coefficient, factor)
    })
  }
  return result
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

class Matrix {
  readonly #version: number
  readonly #side: number
  readonly #dark: boolean[][]
  /** Modules of the patterns: data and masks leave them alone. */
  readonly #fixed: boolean[][]

  constructor(version: number) {
    this.#version = version
    this.#side = version * 4 + 17
    const blank = () => Array.from({ length: this.#side }, () => Array<boolean>(this.#side).fill(false))
    this.#dark = blank()
    this.#fixed = blank()
  }

  #set(x: number, y: number, dark: boolean) {
    const [row, fixed] = [this.#dark[y], this.#fixed[y]]
    if (!row || !fixed || x < 0 || x >= this.#side) return
    row[x] = dark
    fixed[x] = true
  }

  drawFixed() {
    const last = this.#side - 1
    for (let i = 0; i < this.#side; i++) {
      this.#set(6, i, i % 2 === 0)
      this.#set(i, 6, i % 2 === 0)
    }
    for (const [cx, cy] of [
      [3, 3],
      [last - 3, 3],
      [3, last - 3],
    ] as const)
      this.#square(cx, cy, 4, (ring) => ring !== 2 && ring !== 4)
    const marks = this.#alignments()
    for (const y of marks)
      for (const x of marks) {
        const inCorner = (x === 6 && y === 6) || (x === 6 && y === last - 6) || (x === last - 6 && y === 6)
        if (!inCorner) this.#square(x, y, 2, (ring) => ring !== 1)
      }
    this.#drawFormat(0)
    if (this.#version >= 7) this.#drawVersion()
  }

  #square(cx: number, cy: number, radius: number, dark: (ring: number) => boolean) {
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++) this.#set(cx + dx, cy + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))))
  }

  #alignments(): number[] {
    if (this.#version === 1) return []
    const count = Math.floor(this.#version / 7) + 2
    const step = Math.floor((this.#version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
    return [6, ...Array.from({ length: count - 1 }, (_, i) => this.#side - 7 - i * step).reverse()]
  }

  /** Level M is 00; BCH(15,5) and the standard's mask. */
  #drawFormat(mask: number) {
    let rest = mask
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
    const bits = ((mask << 10) | rest) ^ 0x5412
    const bit = (i: number) => ((bits >>> i) & 1) === 1
    const last = this.#side - 1
    for (let i = 0; i <= 5; i++) this.#set(8, i, bit(i))
    this.#set(8, 7, bit(6))
    this.#set(8, 8, bit(7))
    this.#set(7, 8, bit(8))
    for (let i = 9; i < 15; i++) this.#set(14 - i, 8, bit(i))
    for (let i = 0; i < 8; i++) this.#set(last - i, 8, bit(i))
    for (let i = 8; i < 15; i++) this.#set(8, last - 14 + i, bit(i))
    this.#set(8, last - 7, true)
  }

  #drawVersion() {
    let rest = this.#version
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
    const bits = (this.#version << 12) | rest
    for (let i = 0; i < 18; i++) {
      const [a, b] = [this.#side - 11 + (i % 3), Math.floor(i / 3)]
      this.#set(a, b, ((bits >>> i) & 1) === 1)
      this.#set(b, a, ((bits >>> i) & 1) === 1)
    }
  }

  /** Two columns at a time from the right, up and down in turn, around the fixed patterns. */
  drawData(bytes: number[]) {
    let i = 0
    for (let right = this.#side - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5
      for (let step = 0; step < this.#side; step++) {
        const upwards = ((right + 1) & 2) === 0
        const y = upwards ? this.#side - 1 - step : step
        for (const x of [right, right - 1]) {
          const row = this.#dark[y]
          if (!row || this.#fixed[y]?.[x] || i >= bytes.length * 8) continue
          row[x] = (((bytes[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1) === 1
          i++
        }
      }
    }
  }

  /** The modules under the mask that scanners read best (lowest penalty). */
  masked(): Modules {
    const candidates = masks.map((mask, number) => {
      this.#drawFormat(number)
      const modules = this.#dark.map((row, y) =>
        row.map((dark, x) => (this.#fixed[y]?.[x] ? dark : dark !== mask(x, y))),
      )
      return { modules, penalty: penaltyOf(modules) }
    })
    return candidates.reduce((best, one) => (one.penalty < best.penalty ? one : best)).modules
  }
}

/** Long runs, blocks, look-alikes of the finder pattern, and an uneven share of dark (7.8.3 of the standard). */
function penaltyOf(modules: boolean[][]): number {
  const rows = modules.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
  const columns = modules.map((_, x) => modules.map((row) => (row[x] ? '1' : '0')).join(''))
  const lines = [...rows, ...columns]
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
  const runs = sum(lines.flatMap((line) => (line.match(/0{5,}|1{5,}/g) ?? []).map((run) => run.length - 2)))
  const finders = sum(lines.map((line) => (line.match(/(?=10111010000)|(?=00001011101)/g) ?? []).length)) * 40
  let squares = 0
  for (let y = 1; y < rows.length; y++)
    for (let x = 1; x < rows.length; x++) {
      const four = [modules[y]?.[x], modules[y]?.[x - 1], modules[y - 1]?.[x], modules[y - 1]?.[x - 1]]
      if (four.every((dark) => dark === four[0])) squares += 3
    }
  const share = (sum(rows.map((row) => row.replaceAll('0', '').length)) * 100) / rows.length ** 2
  return runs + finders + squares + Math.floor(Math.abs(share - 50) / 5) * 10
}
