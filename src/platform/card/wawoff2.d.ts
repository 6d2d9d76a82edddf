/** wawoff2 brings no types along: the part of it that font.ts uses. */
declare module 'wawoff2' {
  const wawoff2: { decompress(bytes: Uint8Array): Promise<Uint8Array> }
  export default wawoff2
}
