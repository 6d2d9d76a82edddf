export const locales = ['zh', 'en'] as const
export type Locale = (typeof locales)[number]

/** Chinese is at `/`, English at `/en/`. */
export function localeOf(pathname: string): Locale {
  return pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'zh'
}

/** The same address in the given language. `path` is the Chinese one, query included. */
export function localePath(locale: Locale, path: string): string {
  if (locale === 'zh') return path
  return path === '/' ? '/en' : path.startsWith('/?') ? `/en${path.slice(1)}` : `/en${path}`
}

/** Takes the language off: `/en/board?page=2` becomes `/board?page=2`. */
export function plainPath(path: string): string {
  return path === '/en'
    ? '/'
    : path.startsWith('/en/')
      ? path.slice(3)
      : path.startsWith('/en?')
        ? `/${path.slice(3)}`
        : path
}

/** The reader's half of a message in both languages, `中文 / English` in either order. Others come back as they are. */
export function inOneLanguage(locale: Locale, message: string): string {
  const halves = message.split(' / ')
  if (halves.length !== 2) return message
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
  return halves.find((half) => isChinese(half) === (locale === 'zh')) ?? message
}
