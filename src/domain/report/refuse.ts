import { notFound } from '#platform/refuse.ts'

export const noSuchReport = () => notFound('没有这件举报', 'There is no such report')
