import type { APIRoute } from 'astro'
import { openRecord } from '#domain/enterprise/queries/open-data.ts'
import { explainUnknownCode, getWholeRecord } from '#domain/enterprise/queries/whole-record.ts'
import { isCodeForm, normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'
import { codeProblemText } from '#src/i18n/messages/credit-code.ts'

export const GET: APIRoute = ({ request, params, locals }) =>
  answerApi(async () => {
    const given = params.creditCode ?? ''
    const code = normaliseCode(given)
    const record = isCodeForm(code) ? await getWholeRecord(locals.db, code, cityDate(locals.now)) : undefined
    if (record) return apiOne(request, openRecord(record))
    const { problems } = await explainUnknownCode(locals.db, given)
    return problems.length > 0
      ? problem(
          400,
          'This is no credit code',
          problems.slice(0, 10).map((wrong) => ({ field: 'creditCode', message: codeProblemText('en', wrong) })),
        )
      : problem(404, 'No enterprise is registered under this code')
  })
