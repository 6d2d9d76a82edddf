import type { Locale } from '#src/i18n/locale.ts'

// biome-ignore lint/suspicious/noExplicitAny: a message takes whatever its sentence needs
type Message = string | ((...args: any[]) => string)

/**
 * The sentences of one area in both languages. English must have exactly the Chinese keys, with the same arguments.
 * `enterpriseMessages[locale].found(12)` gives the sentence.
 */
export function bilingual<Z extends Record<string, Message>>(
  zh: Z,
  en: { [K in keyof Z]: Z[K] extends string ? string : Z[K] },
): Record<Locale, { [K in keyof Z]: Z[K] extends string ? string : Z[K] }> {
  return { zh, en } as Record<Locale, { [K in keyof Z]: Z[K] extends string ? string : Z[K] }>
}
