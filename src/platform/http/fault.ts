import { problem } from '#platform/http/api.ts'
import { plainPage } from '#platform/http/plain-page.ts'
import { log } from '#platform/log.ts'

interface Explained {
  status: 400 | 500 | 503
  zh: string
  en: string
}

/** What the reader is told of an error that nobody expected: what to do next, never what broke inside. */
export function explainFault(error: unknown): Explained {
  const code = causesOf(error).map((cause) => String((cause as { code?: unknown }).code ?? ''))
  const any = (codes: readonly string[]) => code.some((one) => codes.includes(one))
  if (any(['57014', '55P03']))
    return {
      status: 503,
      zh: '查询用时过长，已停止。请缩小筛选范围（例如选定县区、行业或年份）后再试。',
      en: 'The query took too long and was stopped. Please narrow it, for example to a county, a sector or a year.',
    }
  if (
    any([
      'ECONNREFUSED',
      'ECONNRESET',
      'CONNECT_TIMEOUT',
      'CONNECTION_CLOSED',
      'CONNECTION_ENDED',
      'CONNECTION_DESTROYED',
    ])
  )
    return unavailable
  if (any(['53300', '57P01', '57P02', '57P03', '40001', '40P01'])) return unavailable
  if (any(['22021', '22P05']))
    return {
      status: 400,
      zh: '提交的内容含有不能保存的字符（例如空字符）。请删去后重新提交。',
      en: 'What was sent holds characters that cannot be kept, such as NUL. Please remove them and send it again.',
    }
  return {
    status: 500,
    zh: '网站出了差错，您的操作没有完成，也没有留下一半的结果。请稍后再试。',
    en: 'Something broke on our side. Nothing was changed by your request. Please try again later.',
  }
}

const unavailable: Explained = {
  status: 503,
  zh: '数据库暂时没有响应。请过一分钟再试。',
  en: 'The database does not answer at the moment. Please try again in a minute.',
}

/** Logs a fault with its request id and answers it with a page, or with problem+json where a program asked. */
export function answerFault(error: unknown, requestId: string, forProgram: boolean): Response {
  const { status, zh, en } = explainFault(error)
  if (status >= 500) log.error({ requestId, err: error }, 'fault')
  const response = forProgram
    ? problem(status, en)
    : new Response(plainPage(status, zh, en, requestId), {
        status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
  response.headers.set('cache-control', 'no-store')
  if (status === 503) response.headers.set('retry-after', '60')
  return response
}

/** The error and what caused it, down to the root. */
export function causesOf(error: unknown): object[] {
  const causes: object[] = []
  for (let cause = error; typeof cause === 'object' && cause !== null && causes.length < 8; ) {
    causes.push(cause)
    cause = (cause as { cause?: unknown }).cause
  }
  return causes
}
