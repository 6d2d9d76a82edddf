import { inspect } from 'node:util'

declare const asked: unique symbol
/** Names the page that asked for an opening (see `openingPage`). */
export type OpeningPage = { readonly [asked]: true }

/**
 * The one key to what was opened. It is imported by the page /office/reports/[id]/identity alone (test/domain/report/follow/firewall.test.ts
 * reads the import lines), so nothing else can read a Revealed.
 */
export const openingPage = Object.freeze({}) as OpeningPage

/**
 * What was opened of a reporter. It cannot be printed, logged, put into JSON or an attribute, compared or copied: only the page that asked
 * reads it. A type of its own, so that it fits nowhere a text, a row or a view model is wanted.
 */
export class Revealed<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
    Object.freeze(this)
  }

  /** @throws TypeError for anything but the key of that page */
  read(page: OpeningPage): T {
    if (page !== openingPage) throw new TypeError('only the page that asked may read this')
    return this.#value
  }

  /** A pattern in a template or a sum would call it: better no page than a page with it. */
  [Symbol.toPrimitive](): never {
    throw new TypeError('what was opened of a reporter is not text')
  }

  [inspect.custom](): string {
    return 'Revealed'
  }
}
