/** A table for a spreadsheet; programs of other sites may read it. */
export const csvResponse = (name: string, text: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'access-control-allow-origin': '*',
    },
  })
