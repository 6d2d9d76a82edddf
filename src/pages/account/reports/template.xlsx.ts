import type { APIRoute } from 'astro'
import { xlsxBytes } from '#platform/sheet/write.ts'
import { reportBatchMessages } from '#src/i18n/messages/report-batch.ts'

/** The blank sheet for an association's reports. */
export const GET: APIRoute = async ({ locals: { locale } }) =>
  new Response(
    await xlsxBytes([
      {
        name: locale === 'zh' ? '举报' : 'Reports',
        rows: [reportBatchMessages[locale].columns.split('、')],
        widths: [10, 20, 60, 30, 12, 12, 18, 30, 10],
      },
    ]),
    {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': 'attachment; filename="reports.xlsx"',
      },
    },
  )
