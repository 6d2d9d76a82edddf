import { type ActionAPIContext, defineAction } from 'astro:actions'
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { giveCode, signIn } from '#platform/auth/commands/sign-in.ts'
import { signOut } from '#platform/auth/commands/sign-out.ts'
import { deviceCookie, deviceCookieMaxAgeS, rememberDevice } from '#platform/auth/device.ts'
import { codeInput, signInInput } from '#platform/auth/input.ts'
import { safeNext } from '#platform/auth/rules/next.ts'
import { sessionCookie, tokenOf } from '#platform/auth/viewer.ts'
import { answer } from '#src/actions/answer.ts'

export const account = {
  signIn: defineAction({
    accept: 'form',
    input: signInInput,
    handler: (input, context) =>
      answer(async () => {
        const { locals } = context
        const { outcome, username, setCookies } = await signIn(locals.db, input, doorOf(context), locals.now)
        for (const line of setCookies) forwardCookie(context, line)
        if (outcome === 'signed_in') remember(context, username)
        return { outcome, next: safeNext(input.next) }
      }),
  }),
  giveCode: defineAction({
    accept: 'form',
    input: codeInput,
    handler: ({ code, next }, context) =>
      answer(async () => {
        const { locals } = context
        const { username, setCookies } = await giveCode(locals.db, code, doorOf(context), locals.now)
        for (const line of setCookies) forwardCookie(context, line)
        remember(context, username)
        return { next: safeNext(next) }
      }),
  }),
  signOut: defineAction({
    accept: 'form',
    handler: (_form, context) =>
      answer(async () => {
        const { locals, cookies } = context
        if (locals.session) await signOut(locals.db, locals.viewer, locals.session, locals.now, locals.requestId)
        cookies.delete(sessionCookie, { path: '/', secure: true, httpOnly: true, sameSite: 'lax' })
      }),
  }),
}

export function doorOf({ request, cookies, locals }: ActionAPIContext) {
  const old = cookies.get(sessionCookie)?.value
  return {
    headers: new Headers({
      cookie: request.headers.get('cookie') ?? '',
      'user-agent': request.headers.get('user-agent') ?? '',
    }),
    clientAddress: locals.clientAddress,
    deviceCookie: cookies.get(deviceCookie)?.value,
    oldToken: old && tokenOf(old),
    requestId: locals.requestId,
  }
}

/** better-auth's Set-Cookie lines go out unchanged, through Astro's jar. */
export function forwardCookie({ cookies }: ActionAPIContext, line: string) {
  for (const [name, { value, ...attributes }] of parseSetCookieHeader(line))
    cookies.set(name, value, toCookieOptions(attributes as Parameters<typeof toCookieOptions>[0]))
}

function remember({ cookies }: ActionAPIContext, username: string) {
  cookies.set(deviceCookie, rememberDevice(cookies.get(deviceCookie)?.value, username), {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    maxAge: deviceCookieMaxAgeS,
  })
}
