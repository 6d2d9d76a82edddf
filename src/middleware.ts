import { ActionError, getActionContext } from 'astro:actions'
import { defineMiddleware } from 'astro:middleware'
import { randomUUID } from 'node:crypto'
import type { APIContext, MiddlewareNext } from 'astro'
import { actsForCookie, readAbsent } from '#platform/auth/delegation.ts'
import { findKeyOwner } from '#platform/auth/queries/api-keys.ts'
import { bearerKey } from '#platform/auth/rules/api-key.ts'
import { readViewer, sessionCookie } from '#platform/auth/viewer.ts'
import { config } from '#platform/config.ts'
import { database, writingDatabase } from '#platform/database.ts'
import { problem } from '#platform/http/api.ts'
import { FairUse } from '#platform/http/fair-use.ts'
import { explainFault } from '#platform/http/fault.ts'
import { securityHeaders } from '#platform/http/headers.ts'
import { isFromHere } from '#platform/http/origin.ts'
import { plainPage } from '#platform/http/plain-page.ts'
import { type Refusal, refusalTitle } from '#platform/http/refusal.ts'
import { log } from '#platform/log.ts'
import { now } from '#platform/now.ts'
import { admit } from '#platform/permissions/admit.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import { isKeyed, methodsOf, permissionOfAction, permissionOfRoute } from '#platform/permissions/routes.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { localeOf, localePath, plainPath } from '#src/i18n/locale.ts'

/** Every request, in this order: who asks, may they, the form's action, the page; and what goes onto every answer. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, url } = context
  locals.requestId ??= randomUUID()
  locals.clientAddress ??= 'unknown'
  locals.now = now()
  locals.machineNow = new Date()
  locals.locale = localeOf(url.pathname)
  locals.db = (isReading(context.request) ? database() : writingDatabase()).db // opens nothing before its first query
  locals.viewer = visitor
  let response: Response
  try {
    response = await answerRequest(context, next)
  } catch (error) {
    response = await answerFault(context, next, error)
  }
  return finish(context, response)
})

async function answerRequest(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { request, locals } = context
  if (isErrorRoute(context.routePattern)) return next()
  const { action, setActionResult, serializeActionResult } = getActionContext(context)
  const isRpc = action?.calledFrom === 'rpc'
  const allowed = isRpc ? ['POST'] : methodsOf(context.routePattern)
  if (allowed.length === 0) {
    log.error({ requestId: locals.requestId, route: context.routePattern }, 'no line in permissions/routes.ts')
    return refuse(context, next, { status: 403, reason: 'not_allowed' })
  }
  if (request.method === 'OPTIONS') return answerOptions(context, allowed)
  if (!isReading(request) && !isKeyed(context.routePattern) && !isFromHere(request.headers))
    return refuse(context, next, { status: 403, reason: 'other_site' })
  if (!action && !allowed.includes(request.method)) {
    const response = await refuse(context, next, { status: 405, reason: 'no_such_method' })
    response.headers.set('allow', allowed.join(', '))
    return response
  }

  const waitS = isReading(request) && isApi(context) ? fairUse().take(locals.clientAddress, locals.machineNow) : 0
  if (waitS > 0) return tooOften(waitS)

  const needed: (Permission | undefined)[] = []
  if (!isRpc) needed.push(permissionOfRoute(context.routePattern, action ? 'GET' : request.method))
  if (action) {
    const permission = permissionOfAction(action.name)
    if (!permission) return refuse(context, next, { status: 404, reason: 'no_such_action' })
    needed.push(permission)
  }
  await recogniseViewer(context, needed)
  const turned = await turnAway(context, next, needed)
  if (turned) return turned

  if (action && !(await isReadable(request, isRpc))) return refuse(context, next, { status: 400, reason: 'malformed' })
  if (action?.calledFrom === 'form') {
    const result = await action.handler()
    if (result.error?.code === 'INTERNAL_SERVER_ERROR') throw (result.error as ActionError).cause ?? result.error
    setActionResult(action.name, serializeActionResult(result))
  }
  return next()
}

/** Scripts of other sites may read what is public; they ask first when they send a header such as If-None-Match. */
function answerOptions(context: APIContext, allowed: string[]): Response {
  const headers = new Headers({ allow: allowed.join(', ') })
  if (isApi(context) && permissionOfRoute(context.routePattern, 'GET') === 'public.read') {
    headers.set('access-control-allow-origin', '*')
    headers.set('access-control-allow-methods', 'GET, HEAD')
    headers.set('access-control-allow-headers', 'if-none-match')
    headers.set('access-control-max-age', '86400')
  }
  return new Response(null, { status: 204, headers })
}

let used: FairUse | undefined
const fairUse = () => {
  used ??= new FairUse(config().API_PER_MINUTE)
  return used
}

function tooOften(waitS: number): Response {
  const response = problem(
    429,
    `More requests than fair use allows; come again in ${waitS} s. Whole lists are files: see /data / 请求过于频繁，请 ${waitS} 秒后再试；整份数据请下载文件`,
  )
  response.headers.set('retry-after', String(waitS))
  return response
}

/** Is the body what its content type says? Actions and pages may then read it without a fault. */
async function isReadable(request: Request, mayBeJson: boolean): Promise<boolean> {
  const isJson = mayBeJson && /^application\/json\b/i.test(request.headers.get('content-type') ?? '')
  const copy = request.clone()
  return (isJson ? copy.json() : copy.formData()).then(
    () => true,
    () => false,
  )
}

/** Reads the session where the answer may depend on it: not for public pages, and never without a cookie. */
async function recogniseViewer(
  { cookies, locals, request, routePattern }: APIContext,
  needed: (Permission | undefined)[],
) {
  if (isKeyed(routePattern)) {
    const key = bearerKey(request.headers.get('authorization'))
    const owner = key && (await findKeyOwner(locals.db, key, locals.machineNow))
    if (owner) locals.viewer = owner
    return
  }
  const cookie = cookies.get(sessionCookie)?.value
  if (!cookie || needed.every((permission) => permission === 'public.read')) return
  const found = await readViewer(locals.db, cookie, locals.machineNow)
  if (!found) return
  const delegation = cookies.get(actsForCookie)?.value
  const actsFor = delegation && (await readAbsent(locals.db, found.viewer.userId, delegation, locals.now))
  locals.viewer = actsFor ? { ...found.viewer, actsFor } : found.viewer
  locals.session = found.session
}

async function turnAway(context: APIContext, next: MiddlewareNext, needed: (Permission | undefined)[]) {
  const { locals, request, url } = context
  const goTo = (path: string) => context.redirect(localePath(locals.locale, path), 303)
  switch (admit(locals.viewer, needed, locals.session?.mustSetPassphrase)) {
    case 'admitted':
      return undefined
    case 'refused':
      return refuse(context, next, { status: 403, reason: 'not_allowed' })
    case 'sign_in':
      // A form that was sent is not thrown away by a redirect: its page says how to sign in and send it again.
      if (!isReading(request) || isForProgram(context))
        return refuse(context, next, { status: 401, reason: 'sign_in_first' })
      return goTo(`/sign-in?next=${encodeURIComponent(plainPath(url.pathname) + url.search)}`)
    case 'set_passphrase':
      return isForProgram(context) ? problem(403, 'Set your own passphrase first') : goTo('/account/passphrase')
    case 'second_factor':
      return isForProgram(context) ? problem(403, 'Set up the second factor first') : goTo('/account/second-factor')
  }
}

/** Programs get problem+json, people a page. The action that came with the request is not run by Astro afterwards. */
function refuse(context: APIContext, next: MiddlewareNext, refusal: Refusal): Response | Promise<Response> {
  if (isForProgram(context)) return problem(refusal.status, refusalTitle(refusal))
  const { locals, url, request } = context
  const { action, setActionResult, serializeActionResult } = getActionContext(context)
  if (action) {
    const error = new ActionError({ code: 'FORBIDDEN' })
    setActionResult(action.name, serializeActionResult({ data: undefined, error }))
  }
  locals.refusal = refusal
  return next(new Request(new URL(localePath(locals.locale, '/refused'), url), { headers: request.headers }))
}

/** Logged with its request id; the reader gets a page that says what to do, plain if even that one fails. */
async function answerFault(context: APIContext, next: MiddlewareNext, error: unknown): Promise<Response> {
  const { locals } = context
  const refusal = explainFault(error)
  if (refusal.status >= 500) log.error({ requestId: locals.requestId, err: error }, 'fault')
  const response = await Promise.resolve(refuse(context, next, refusal)).catch((second) => {
    log.error({ requestId: locals.requestId, err: second }, 'fault on the page of a fault')
    const [en = '', zh = ''] = refusalTitle(refusal).split(' / ')
    return new Response(plainPage(refusal.status, zh, en, locals.requestId), {
      status: refusal.status,
      headers: { 'content-type': 'text/html' },
    })
  })
  if (refusal.status === 503) response.headers.set('retry-after', '60')
  return response
}

const isReading = ({ method }: Request) => method === 'GET' || method === 'HEAD'
const isApi = ({ url }: APIContext) => url.pathname.startsWith('/api/')
const isForProgram = ({ url }: APIContext) => /^\/(api|_actions|open311)\//.test(url.pathname)

/** Headers of every answer; what is not public is kept by nobody, neither our cache nor a browser's or proxy's. */
function finish({ locals, cache, routePattern, request }: APIContext, response: Response): Response {
  for (const [name, value] of securityHeaders)
    if (!ownHeaders.includes(name) || !response.headers.has(name)) response.headers.set(name, value)
  if (response.headers.get('content-type') === 'text/html')
    response.headers.set('content-type', 'text/html; charset=utf-8')
  const isPublic = isReading(request) && permissionOfRoute(routePattern, 'GET') === 'public.read' && !locals.refusal
  if ((!isPublic && !isErrorRoute(routePattern)) || locals.viewer.role !== 'visitor')
    response.headers.set('cache-control', 'private, no-store')
  if (!isPublic || ![200, 404, 410].includes(response.status)) cache.set(false)
  return response
}

/**
 * What a route may set for itself: a file brings a stricter policy (platform/storage/serve.ts); pictures and the table for other
 * sites' pages may be shown there (platform/http/headers.ts, embedHeaders).
 */
const ownHeaders = ['content-security-policy', 'cross-origin-resource-policy']

const isErrorRoute = (pattern: string) => pattern === '/404' || pattern === '/500'
