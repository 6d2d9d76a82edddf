/**
 * Where to go after the sign-in: a path of this site, else where one's work lies. Never an address that another site could take.
 * @param home as `homeOf` says for who signs in
 */
export function safeNext(next: string | null | undefined, home: string): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\\\p{Cc}]/u.test(next)) return home
  const base = 'https://here.invalid'
  if (!URL.canParse(next, base)) return home
  const { origin, pathname, search } = new URL(next, base)
  if (origin !== base || pathname.startsWith('//') || /^\/(en\/)?sign-(in|out)(\/|$)/.test(pathname)) return home
  return pathname + search
}
