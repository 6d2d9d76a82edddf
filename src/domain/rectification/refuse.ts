import { notFound } from '#platform/refuse.ts'

export const noSuchProblem = () => notFound('没有这个问题', 'There is no such problem')
