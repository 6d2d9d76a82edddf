import { expect, it } from 'vitest'
import { isReporters, metrics, observeRequest } from '#platform/http/metrics.ts'

it.each([
  ['/report', true],
  ['/en/report?firm=x', true],
  ['/report/', true],
  ['/report/uploads/5?at=1', true],
  ['/report/follow?_action=follow.enter', true],
  ['/_actions/follow.enter', true],
  ['/report/outcomes', false],
  ['/en/report/rewards.csv', false],
  ['/reports', false],
  ['/report/followers', false],
  ['/board?next=/report', false],
])('%s is a page of reporters: %s', (url, is) => {
  expect(isReporters(url)).toBe(is)
})

it('of what reporters send nothing is counted; a fault is', async () => {
  const answer = (url: string, statusCode: number) =>
    observeRequest({ url, method: 'POST' } as never, { statusCode } as never, 'x', 5)
  answer('/report', 200)
  answer('/report/follow', 303)
  expect(await metrics.metrics()).not.toContain('area="report"')
  answer('/report', 500)
  answer('/report/outcomes', 200)
  const text = await metrics.metrics()
  expect(text).toContain('method="POST",area="report",status="500"')
  expect(text).toContain('method="POST",area="report",status="200"')
})
