import pino from 'pino'

/**
 * Structured logs without personal data: a line names the request, the route and the outcome, never a name, an address, a
 * query string or a form's content. Fields that could carry them are cut out here as a last resort.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.QINGYUAN_PROCESS ?? 'cli' },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  redact: {
    paths: [
      '*.password',
      '*.passphrase',
      '*.phone',
      '*.email',
      '*.cookie',
      '*.authorization',
      'req.headers',
      'req.remoteAddress',
    ],
    remove: true,
  },
})

/** Kinds of errors whose messages are about code, never about data. */
const plain = new Set(['TypeError', 'ReferenceError', 'RangeError', 'AssertionError'])

/**
 * What a log keeps of an error: its kind, code and where it was thrown, down to its root. Messages of the database and of
 * parsers quote what they were given, so they stay out; a query is kept as text, without its values.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const given = error as Error & Record<string, unknown>
  const kept = ['code', 'routine', 'severity', 'schema_name', 'table_name', 'column_name', 'constraint_name', 'query']
  return {
    type: error.name,
    ...(plain.has(error.name) ? { message: error.message } : {}),
    ...Object.fromEntries(kept.filter((key) => typeof given[key] === 'string').map((key) => [key, given[key]])),
    at: (error.stack ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at ') && !line.includes('node:internal'))
      .slice(0, 12),
    ...(error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}
