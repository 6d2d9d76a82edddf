import { defineMiddleware } from 'astro:middleware'
import { randomUUID } from 'node:crypto'
import { database } from '#platform/database.ts'
import { securityHeaders } from '#platform/http/headers.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { localeOf } from '#src/i18n/locale.ts'

export const onRequest = defineMiddleware(async ({ locals, url }, next) => {
  locals.requestId ??= randomUUID()
  locals.now = new Date()
  locals.locale = localeOf(url.pathname)
  locals.db = database().db
  locals.viewer = visitor
  const response = await next()
  for (const [name, value] of securityHeaders) response.headers.set(name, value)
  return response
})
