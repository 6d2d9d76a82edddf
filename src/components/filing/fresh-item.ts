import { type FormItem, lastItem } from '#domain/disclosure/rules/items/item.ts'

/** The first item is 1; further ones get a number of chance, so that two colleagues who add one at once add two. */
export function freshItem(taken: readonly Pick<FormItem, 'item'>[]): number {
  if (taken.length === 0) return 1
  const numbers = new Set(taken.map(({ item }) => item))
  for (;;) {
    const number = 100 + ((crypto.getRandomValues(new Uint32Array(1))[0] as number) % (lastItem - 100))
    if (!numbers.has(number)) return number
  }
}
