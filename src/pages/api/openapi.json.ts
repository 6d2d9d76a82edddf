import type { APIRoute } from 'astro'
import { z } from 'zod'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { openApiOf } from '#domain/open-data/rules/openapi.ts'
import { associationReport } from '#domain/report/input/association.ts'
import { config } from '#platform/config.ts'
import { jsonDocument } from '#platform/http/api.ts'

/** The API as OpenAPI 3.1, from the schemas that the routes read with. */
export const GET: APIRoute = ({ request }) =>
  jsonDocument(
    request,
    openApiOf(openLists, config().SITE_URL, z.toJSONSchema(associationReport, { io: 'input', unrepresentable: 'any' })),
  )
