import { type ActionAPIContext, defineAction } from 'astro:actions'
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { askOwnEmail, confirmOwnEmail, removeOwnEmail } from '#platform/auth/commands/own-email.ts'
import { setPassphrase } from '#platform/auth/commands/passphrase.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewBackupCodes,
} from '#platform/auth/commands/second-factor.ts'
import { endOtherSessions, endSession, signOut } from '#platform/auth/commands/sessions.ts'
import { type Door, giveCode, signIn } from '#platform/auth/commands/sign-in.ts'
import { deviceCookie, deviceCookieMaxAgeS, knownDevice, rememberDevice } from '#platform/auth/device.ts'
import {
  codeInput,
  endSessionInput,
  ownEmailInput,
  ownEmailToken,
  ownPassphraseInput,
  removeSecondFactorInput,
  setPassphraseInput,
  signInInput,
} from '#platform/auth/input.ts'
import { safeNext } from '#platform/auth/rules/next.ts'
import { type Here, sessionCookie, tokenOf } from '#platform/auth/viewer.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'

export const account = {
  signIn: defineAction({
    accept: 'form',
    input: signInInput,
    handler: (input, context) =>
      answer(async () => {
        const { locals } = context
        const { outcome, username, home, setCookies } = await signIn(
          locals.db,
          input,
          doorOf(context),
          locals.machineNow,
        )
        for (const line of setCookies) forwardCookie(context, line)
        if (outcome === 'signed_in') remember(context, username)
        return { outcome, next: safeNext(input.next, home) }
      }),
  }),
  giveCode: defineAction({
    accept: 'form',
    input: codeInput,
    handler: ({ code, next }, context) =>
      answer(async () => {
        const { locals } = context
        const { username, home, setCookies } = await giveCode(locals.db, code, doorOf(context), locals.machineNow)
        for (const line of setCookies) forwardCookie(context, line)
        remember(context, username)
        return { next: safeNext(next, home) }
      }),
  }),
  signOut: defineAction({
    accept: 'form',
    handler: (_form, context) =>
      answer(async () => {
        const { locals, cookies } = context
        if (locals.session) await signOut(locals.db, hereOf(context), locals.machineNow)
        cookies.delete(sessionCookie, { path: '/', secure: true, httpOnly: true, sameSite: 'lax' })
      }),
  }),
  setPassphrase: defineAction({
    accept: 'form',
    input: setPassphraseInput,
    handler: (input, context) =>
      answer(async () => {
        const setCookies = await setPassphrase(context.locals.db, input, hereOf(context), context.locals.machineNow)
        for (const line of setCookies) forwardCookie(context, line)
      }),
  }),
  beginSecondFactor: defineAction({
    accept: 'form',
    input: ownPassphraseInput,
    handler: ({ current }, context) =>
      answer(() => beginSecondFactor(context.locals.db, current, hereOf(context), context.locals.machineNow)),
  }),
  confirmSecondFactor: defineAction({
    accept: 'form',
    input: codeInput,
    handler: ({ code }, context) =>
      answer(async () => {
        const done = await confirmSecondFactor(context.locals.db, code, hereOf(context), context.locals.machineNow)
        for (const line of done.setCookies) forwardCookie(context, line)
        return { backupCodes: done.backupCodes }
      }),
  }),
  renewBackupCodes: defineAction({
    accept: 'form',
    input: ownPassphraseInput,
    handler: ({ current }, context) =>
      answer(async () => ({
        backupCodes: await renewBackupCodes(context.locals.db, current, hereOf(context), context.locals.machineNow),
      })),
  }),
  removeSecondFactor: defineAction({
    accept: 'form',
    input: removeSecondFactorInput,
    handler: (input, context) =>
      answer(async () => {
        const setCookies = await removeSecondFactor(
          context.locals.db,
          input,
          hereOf(context),
          context.locals.machineNow,
        )
        for (const line of setCookies) forwardCookie(context, line)
      }),
  }),
  askEmail: defineAction({
    accept: 'form',
    input: ownEmailInput,
    handler: ({ address }, { locals: { db, viewer, locale, machineNow } }) =>
      answer(() => askOwnEmail(db, viewer, address, locale, machineNow)),
  }),
  confirmEmail: defineAction({
    accept: 'form',
    input: ownEmailToken,
    handler: ({ token }, { locals: { db, viewer, locale, machineNow } }) =>
      answer(() => confirmOwnEmail(db, viewer, token, locale, machineNow)),
  }),
  removeEmail: defineAction({
    accept: 'form',
    handler: (_form, { locals: { db, viewer, locale, machineNow } }) =>
      answer(() => removeOwnEmail(db, viewer, locale, machineNow)),
  }),
  endSession: defineAction({
    accept: 'form',
    input: endSessionInput,
    handler: ({ id }, context) =>
      answer(() => endSession(context.locals.db, id, hereOf(context), context.locals.machineNow)),
  }),
  endOtherSessions: defineAction({
    accept: 'form',
    handler: (_form, context) =>
      answer(async () => ({
        ended: await endOtherSessions(context.locals.db, hereOf(context), context.locals.machineNow),
      })),
  }),
}

function doorOf(context: ActionAPIContext): Door {
  const { cookies, locals } = context
  const old = cookies.get(sessionCookie)?.value
  return {
    headers: sentHeaders(context),
    clientAddress: locals.clientAddress,
    deviceCookie: cookies.get(deviceCookie)?.value,
    oldToken: old && tokenOf(old),
    requestId: locals.requestId,
  }
}

/** @throws DomainError not_allowed when nobody is signed in */
function hereOf(context: ActionAPIContext): Here {
  const { cookies, locals } = context
  const { session, viewer, clientAddress, requestId } = locals
  if (!session) throw new DomainError('not_allowed', 'Please sign in first / 请先登录')
  const deviceId = knownDevice(cookies.get(deviceCookie)?.value, session.username)
  return { viewer, session, headers: sentHeaders(context), clientAddress, deviceId, requestId }
}

/** Of all that the browser sent, better-auth is told the cookies and the browser's name. */
const sentHeaders = ({ request }: ActionAPIContext) =>
  new Headers({
    cookie: request.headers.get('cookie') ?? '',
    'user-agent': request.headers.get('user-agent') ?? '',
  })

/** better-auth's Set-Cookie lines go out unchanged, through Astro's jar. */
function forwardCookie({ cookies }: ActionAPIContext, line: string) {
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
