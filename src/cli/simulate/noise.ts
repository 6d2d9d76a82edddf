/** Numbers that look random and are the same for the same place: one multiplication chain, since a month of a city asks for millions. */

/** FNV-1a. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

/** From 0 to less than 1. Source: the finishing steps of MurmurHash3 */
export function noiseAt(seed: number, place: number): number {
  let hash = Math.imul(seed ^ Math.imul(place | 0, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
