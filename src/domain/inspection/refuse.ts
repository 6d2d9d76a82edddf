import { notFound } from '#platform/refuse.ts'

export const noSuchInspection = () => notFound('没有这次检查', 'There is no such inspection')
export const noSuchDraw = () => notFound('没有这次抽取', 'There is no such draw')
