/** Where to go after the sign-in: a path of this site, else one's account. Never an address that another site could take. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\\\p{Cc}]/u.test(next)) return '/account'
  const base = 'https://here.invalid'
  if (!URL.canParse(next, base)) return '/account'
  const { origin, pathname, search } = new URL(next, base)
  if (origin !== base || pathname.startsWith('//') || /^\/(en\/)?sign-(in|out)(\/|$)/.test(pathname)) return '/account'
  return pathname + search
}
