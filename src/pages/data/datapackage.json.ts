import type { APIRoute } from 'astro'
import { listDumps } from '#domain/open-data/queries/dumps.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { dataPackageOf } from '#domain/open-data/rules/catalogue.ts'
import { config } from '#platform/config.ts'
import { jsonDocument } from '#platform/http/api.ts'

/** The lists as a Frictionless Data Package. */
export const GET: APIRoute = async ({ request, locals }) =>
  jsonDocument(request, dataPackageOf(openLists, await listDumps(locals.db), config().SITE_URL))
