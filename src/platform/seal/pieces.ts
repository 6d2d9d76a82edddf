/** The same bytes in pieces of at least `size`, the last one excepted: however small they come, each is copied once. */
export async function* gathered(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = []
  let length = 0
  for await (const bytes of source) {
    pieces.push(bytes)
    length += bytes.length
    if (length < size) continue
    yield Buffer.concat(pieces)
    ;[pieces, length] = [[], 0]
  }
  if (length > 0) yield Buffer.concat(pieces)
}
