import { notFound } from '#platform/refuse.ts'

export const noSuchCell = () => notFound('没有这个网格', 'There is no such cell')
