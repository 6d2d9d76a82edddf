import type { Refusal } from '#platform/http/refusal.ts'

const cancelled = ['57014', '55P03']
const unreachable = [
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '40001',
  '40P01',
]
const notText = ['22021', '22P05']

/**
 * What the reader is told of an error that nobody expected: what to do next, never what broke inside. The codes are those of
 * PostgreSQL (appendix A) and of its driver.
 */
export function explainFault(error: unknown): Refusal {
  const codes = causesOf(error).map((cause) => String((cause as { code?: unknown }).code ?? ''))
  const any = (known: readonly string[]) => codes.some((code) => known.includes(code))
  if (any(cancelled)) return { status: 503, reason: 'too_slow' }
  if (any(unreachable)) return { status: 503, reason: 'unavailable' }
  if (any(notText)) return { status: 400, reason: 'unreadable' }
  return { status: 500, reason: 'fault' }
}

/** The error and what caused it, down to the root. */
function causesOf(error: unknown): object[] {
  const causes: object[] = []
  for (let cause = error; typeof cause === 'object' && cause !== null && causes.length < 8; ) {
    causes.push(cause)
    cause = (cause as { cause?: unknown }).cause
  }
  return causes
}
