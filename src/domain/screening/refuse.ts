import { notFound } from '#platform/refuse.ts'

export const noSuchRow = () => notFound('台账中没有这一行', 'There is no such line')
