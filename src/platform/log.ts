import pino from 'pino'

/**
 * Structured logs without personal data: a line names the request, the route and the outcome, never a name, an address, a
 * query string or a form's content. Fields that could carry them are cut out here as a last resort.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.QINGYUAN_PROCESS ?? 'cli' },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      '*.password',
      '*.phone',
      '*.email',
      '*.cookie',
      '*.authorization',
      'req.headers',
      'req.remoteAddress',
      'err.parameters',
      'err.query',
      'err.detail',
    ],
    remove: true,
  },
})
