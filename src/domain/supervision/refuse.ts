import { notFound } from '#platform/refuse.ts'

export const noSuchOrder = () => notFound('没有这份督办单', 'There is no such order')
