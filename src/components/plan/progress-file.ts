import type { APIContext } from 'astro'
import { progressFile } from '#domain/plan/input/files.ts'
import { planFigures, progressGroups, progressOf } from '#domain/plan/queries/progress.ts'
import { stageOf } from '#domain/plan/queries/stage.ts'
import { listRegions } from '#domain/region/queries.ts'
import { listSectors } from '#domain/sector/queries.ts'
import { answerApi, csvFile, jsonDocument } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { closureRate, namedRows } from '#src/components/plan/figures.ts'
import { planMessages } from '#src/i18n/messages/plan.ts'

/** Every figure of the plan's front page, as a table or for programs; names in `?lang`. */
export const answerProgress = (
  { locals: { db, now }, url, request, cache }: APIContext,
  format: 'csv' | 'json',
): Promise<Response> =>
  answerApi(async () => {
    const { lang } = parseApiSearch(progressFile, url.searchParams)
    const plan = await stageOf(db, now)
    const since = plan.batches[0]?.screeningFrom ?? plan.today
    const [rows, regions, sectors] = await Promise.all([
      progressOf(db, { since, now }),
      listRegions(db),
      listSectors(db),
    ])
    const names = { batches: plan.batches, regions, sectors }
    const say = planMessages[lang]
    const total = rows.filter(({ by }) => by === 'total').map((row) => ({ ...row, name: say.total }))
    const named = [...total, ...progressGroups.flatMap((by) => namedRows(rows, by, names, lang))]
    cache.set({
      maxAge: 120,
      swr: 0,
      tags: ['plan', 'problems', 'inspections', 'progress', 'enterprises', 'disclosures', 'board'],
    })
    if (format === 'json') {
      const { today, yearsLater, batches, milestones } = plan
      const data = named.map((row) => ({ ...row, closureRate: closureRate(row) }))
      return jsonDocument(request, { asOf: today, since, yearsLater, batches, milestones, data, total: data.length })
    }
    const head = [
      say.group,
      say.code,
      say.name,
      ...planFigures.map((figure) => (figure === 'overdue' ? say.overdueFirms : say[figure])),
      say.closureRate,
    ]
    const lines = named.map((row) => [
      row.by,
      row.key,
      row.name,
      ...planFigures.map((figure) => row[figure]),
      closureRate(row),
    ])
    return csvFile('progress.csv', [head, ...lines])
  })
