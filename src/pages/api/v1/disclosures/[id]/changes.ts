import type { APIRoute } from 'astro'
import { disclosureId, versionNumber } from '#domain/disclosure/input.ts'
import { getChanges } from '#domain/disclosure/queries/changes.ts'
import { getDisclosure, listVersions } from '#domain/disclosure/queries/public.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** What a version says otherwise than another: `against` takes its number; without it, than the version before. */
export const GET: APIRoute = ({ request, url, params, locals: { db } }) =>
  answerApi(async () => {
    const id = disclosureId.safeParse(params.id).data
    const disclosure = id === undefined ? undefined : await getDisclosure(db, id)
    if (!disclosure) return problem(404, 'There is no such published disclosure')
    const given = url.searchParams.get('against')
    const against = given === null ? undefined : versionNumber.safeParse(given).data
    const found = given !== null && against === undefined ? undefined : await getChanges(db, disclosure, against)
    if (!found) {
      const others = (await listVersions(db, disclosure.enterpriseId, disclosure.year)).map(({ version }) => version)
      const allowed = others.filter((version) => version !== disclosure.version).join(', ') || 'none: there is no other'
      return problem(400, 'A parameter is not as documented', [
        { field: 'against', message: `“${given}” is no version to compare with; allowed: ${allowed}` },
      ])
    }
    const { pair, rows, items } = found
    const codes = new Map(
      [...disclosure.rows, ...rows.map(({ row }) => row)].map((row) => [row.outletId, row.outletCode]),
    )
    return apiOne(request, {
      before: pair?.before ?? null,
      after: pair?.after ?? null,
      rows: rows.map(({ kind, row, changes }) => ({
        kind,
        outletCode: row.outletCode,
        factorCode: row.factorCode,
        concentrationUnit: row.concentrationUnit,
        changes,
      })),
      groups: items.map(({ kind, group, item, changes }) => ({
        kind,
        group,
        ...(group === 'outlets' ? { outletCode: codes.get(item) ?? null } : { item }),
        changes,
      })),
    })
  })
