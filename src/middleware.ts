import { type ActionError, getActionContext } from 'astro:actions'
import { defineMiddleware } from 'astro:middleware'
import { randomUUID } from 'node:crypto'
import type { APIContext, MiddlewareNext } from 'astro'
import { readViewer, sessionCookie } from '#platform/auth/viewer.ts'
import { database } from '#platform/database.ts'
import { problem } from '#platform/http/api.ts'
import { answerFault } from '#platform/http/fault.ts'
import { securityHeaders } from '#platform/http/headers.ts'
import { isFromHere } from '#platform/http/origin.ts'
import { type Refusal, refusalTitle } from '#platform/http/refusal.ts'
import { log } from '#platform/log.ts'
import { admit } from '#platform/permissions/admit.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import { permissionOfAction, permissionOfRoute } from '#platform/permissions/routes.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { localeOf, localePath, plainPath } from '#src/i18n/locale.ts'

/** Every request, in this order: who asks, may they, the form's action, the page; and what goes onto every answer. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, url } = context
  locals.requestId ??= randomUUID()
  locals.clientAddress ??= 'unknown'
  locals.now = new Date()
  locals.locale = localeOf(url.pathname)
  locals.db = database().db // opens nothing before its first query
  locals.viewer = visitor
  let response: Response
  try {
    response = await answerRequest(context, next)
  } catch (error) {
    response = answerFault(error, locals.requestId, isForProgram(context))
  }
  return finish(context, response)
})

async function answerRequest(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { request, locals } = context
  if (isErrorRoute(context.routePattern)) return next()
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  if (writes && !isFromHere(request.headers)) return refuse(context, next, { status: 403, reason: 'other_site' })

  const { action, setActionResult, serializeActionResult } = getActionContext(context)
  const needed: (Permission | undefined)[] = []
  if (action) needed.push(permissionOfAction(action.name))
  if (action?.calledFrom !== 'rpc')
    needed.push(permissionOfRoute(context.routePattern, action ? 'GET' : request.method))
  if (action && !needed[0]) return refuse(context, next, { status: 404, reason: 'no_such_action' })
  if (needed.includes(undefined))
    log.error({ requestId: locals.requestId, route: context.routePattern }, 'no entry in permissions/routes.ts')

  await recogniseViewer(context, needed)
  const turned = await turnAway(context, next, needed)
  if (turned) return turned

  if (action?.calledFrom === 'form') {
    const result = await action.handler()
    if (result.error?.code === 'INTERNAL_SERVER_ERROR') throw (result.error as ActionError).cause ?? result.error
    setActionResult(action.name, serializeActionResult(result))
  }
  return next()
}

/** Reads the session where the answer may depend on it: not for public pages, and never without a cookie. */
async function recogniseViewer({ cookies, locals }: APIContext, needed: (Permission | undefined)[]) {
  const cookie = cookies.get(sessionCookie)?.value
  if (!cookie || needed.every((permission) => permission === 'public.read')) return
  const found = await readViewer(locals.db, cookie, locals.now)
  if (!found) return
  locals.viewer = found.viewer
  locals.session = found.session
}

async function turnAway(context: APIContext, next: MiddlewareNext, needed: (Permission | undefined)[]) {
  const { locals, request, url } = context
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const goTo = (path: string) => context.redirect(localePath(locals.locale, path), 303)
  switch (admit(locals.viewer, needed, locals.session?.mustSetPassphrase)) {
    case 'admitted':
      return undefined
    case 'refused':
      return refuse(context, next, { status: 403, reason: 'not_allowed' })
    case 'sign_in':
      // A form that was sent is not thrown away by a redirect: its page says how to sign in and send it again.
      if (!reads || isForProgram(context)) return refuse(context, next, { status: 401, reason: 'sign_in_first' })
      return goTo(`/sign-in?next=${encodeURIComponent(plainPath(url.pathname) + url.search)}`)
    case 'set_passphrase':
      return isForProgram(context) ? problem(403, 'Set your own passphrase first') : goTo('/account/passphrase')
    case 'second_factor':
      return isForProgram(context) ? problem(403, 'Set up the second factor first') : goTo('/account/second-factor')
  }
}

/** Programs get problem+json, people a page. */
function refuse(context: APIContext, next: MiddlewareNext, refusal: Refusal) {
  if (isForProgram(context)) return problem(refusal.status, refusalTitle(refusal))
  context.locals.refusal = refusal
  return next(localePath(context.locals.locale, '/refused'))
}

const isForProgram = ({ url }: APIContext) => /^\/(api|_actions)\//.test(url.pathname)

/** Headers of every answer; what is not public is kept by nobody, neither our cache nor a browser's or proxy's. */
function finish({ locals, cache, routePattern, request }: APIContext, response: Response): Response {
  for (const [name, value] of securityHeaders) response.headers.set(name, value)
  if (response.headers.get('content-type') === 'text/html')
    response.headers.set('content-type', 'text/html; charset=utf-8')
  const isPublic = permissionOfRoute(routePattern, request.method) === 'public.read' && !locals.refusal
  if (!isPublic && !isErrorRoute(routePattern)) response.headers.set('cache-control', 'private, no-store')
  if (!isPublic || locals.viewer.role !== 'visitor' || response.status !== 200) cache.set(false)
  return response
}

const isErrorRoute = (pattern: string) => pattern === '/404' || pattern === '/500'
