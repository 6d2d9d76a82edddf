import type { APIContext, APIRoute } from 'astro'
import { z } from 'zod'
import { sendForAssociation } from '#domain/report/commands/association.ts'
import { open311List, reportOfOpen311 } from '#domain/report/input/open311.ts'
import { open311Discovery, open311Request, open311Services, open311Xml } from '#domain/report/open311.ts'
import { getOwnReport, listOwn311 } from '#domain/report/queries/own.ts'
import { findKeyOwner } from '#platform/auth/queries/api-keys.ts'
import { config } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'

/*
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2), so that civic applications can send reports and follow them. Whoever
 * writes or asks for reports gives the key of a verified association: `api_key`, or `Authorization: Bearer`.
 */
type Names = readonly [list: string, one: string]
type Row = Record<string, string | number | boolean | null>

class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const GET: APIRoute = (context) =>
  answer(context, async (path) => {
    if (path === 'discovery') return open311Discovery()
    if (path === 'services') return list(['services', 'service'], open311Services())
    if (path.startsWith('services/')) throw new Refused(404, 'This service has no further fields (metadata is false)')
    if (path.startsWith('tokens/'))
      throw new Refused(404, 'Requests get their service_request_id at once; there are no tokens')
    const { db } = context.locals
    const viewer = await ownerOf(context, context.url.searchParams.get('api_key'))
    const names: Names = ['service_requests', 'request']
    if (path === 'requests') {
      const search = open311List.parse(Object.fromEntries(context.url.searchParams))
      return list(names, (await listOwn311(db, viewer, search)).map(open311Request))
    }
    const handle = /^requests\/([0-9A-Za-z]{8})$/.exec(path)?.[1]
    const report = handle && (await getOwnReport(db, viewer, handle.toUpperCase()))
    if (!report) throw new Refused(404, 'There is no such service request of this key')
    return list(names, [open311Request(report)])
  })

export const POST: APIRoute = (context) =>
  answer(context, async (path) => {
    if (path !== 'requests') throw new Refused(404, 'Post to requests.json or requests.xml')
    const type = context.request.headers.get('content-type') ?? ''
    if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
      throw new Refused(400, 'Send the arguments as a form (application/x-www-form-urlencoded)')
    const form = await context.request.formData().catch(() => {
      throw new Refused(400, 'The form cannot be read')
    })
    const given: Record<string, string> = {}
    for (const [name, value] of form) if (typeof value === 'string') given[name] ??= value
    const viewer = await ownerOf(context, given.api_key ?? context.url.searchParams.get('api_key'))
    const { handle, receipt } = await sendForAssociation(
      context.locals.db,
      viewer,
      reportOfOpen311(given),
      'open311',
      context.locals.now,
    )
    const notice = `Receipt ${receipt}: shown once; with it the report is followed at ${config().SITE_URL}/report/follow / 查询回执，仅此一次显示`
    return list(
      ['service_requests', 'request'],
      [{ service_request_id: handle, service_notice: notice, account_id: null }],
      201,
    )
  })

interface List {
  names: Names
  rows: Row[]
  status: number
}
const list = (names: Names, rows: Row[], status = 200): List => ({ names, rows, status })

/** The account of the key. @throws Refused 403 as the protocol has it */
async function ownerOf({ locals }: APIContext, key: string | null) {
  const owner =
    locals.viewer.role === 'visitor' ? await findKeyOwner(locals.db, key ?? '', locals.machineNow) : locals.viewer
  if (!owner)
    throw new Refused(
      403,
      `api_key is missing or not valid; verified associations make one at ${config().SITE_URL}/account/keys`,
    )
  return owner
}

/** Runs the work of an address and writes what it gives in the format that the address ends with. */
async function answer(context: APIContext, work: (path: string) => Promise<List | object>): Promise<Response> {
  const [, path = '', format] = /^(.*)\.(json|xml)$/.exec(context.params.path ?? '') ?? []
  if (!format) return written('json', ['errors', 'error'], [error(404, 'Ask for .json or .xml')], 404)
  try {
    const found = await work(path)
    if ('names' in found) return written(format, found.names, found.rows, found.status)
    return format === 'json' ? json(found, 200) : written(format, ['discovery', 'endpoint'], [], 200)
  } catch (thrown) {
    const { status, messages } = explain(thrown)
    return written(
      format,
      ['errors', 'error'],
      messages.map((message) => error(status, message)),
      status,
    )
  }
}

const statuses = { not_found: 404, not_allowed: 403, conflict: 409, rule_broken: 400, too_often: 429 } as const
const error = (code: number, description: string): Row => ({ code, description })

function explain(thrown: unknown): { status: number; messages: string[] } {
  if (thrown instanceof Refused) return { status: thrown.status, messages: [thrown.message] }
  if (thrown instanceof z.ZodError)
    return { status: 400, messages: thrown.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  if (thrown instanceof DomainError) return { status: statuses[thrown.code], messages: [thrown.message] }
  throw thrown
}

function written(format: string, names: Names, rows: readonly Row[], status: number): Response {
  if (format === 'json') return json(rows, status)
  return new Response(open311Xml(names, rows), { status, headers: { 'content-type': 'text/xml; charset=utf-8' } })
}

const json = (body: object, status: number) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
