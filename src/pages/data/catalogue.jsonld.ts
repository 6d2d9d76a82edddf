import type { APIRoute } from 'astro'
import { listDumps } from '#domain/open-data/queries/dumps.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { dcatOf } from '#domain/open-data/rules/catalogue.ts'
import { config } from '#platform/config.ts'
import { jsonDocument } from '#platform/http/api.ts'

/** The catalogue as DCAT. */
export const GET: APIRoute = async ({ request, locals }) =>
  jsonDocument(request, dcatOf(openLists, await listDumps(locals.db), config().SITE_URL), 'application/ld+json')
