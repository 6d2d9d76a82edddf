import { controlLevels, operatingStates } from '#db/vocabulary.ts'
import { nearest } from '#domain/enterprise/rules/import/nearest.ts'
import { plainText, readableText, withoutBlanks } from '#src/text/plain-text.ts'

type ControlLevel = (typeof controlLevels)[number]
type OperatingState = (typeof operatingStates)[number]

/** Said in so many words that there is nothing: clears an optional field. A blank cell says nothing at all. */
export const saysNone = (text: string): boolean => /^(无|没有|暂无|[-—–/\\]+|n\/?a)$/i.test(plainText(text))

const controlWords: Record<ControlLevel, readonly string[]> = {
  national: ['国控', '国家级', '国家重点监控', 'national'],
  provincial: ['省控', '省级', '省重点监控', 'provincial'],
  municipal: ['市控', '市级', '市重点监控', 'municipal'],
  other: ['其他', '其它', '非重点', 'other'],
}
const stateWords: Record<OperatingState, readonly string[]> = {
  operating: ['在产', '生产', '正常', '正常生产', '在营', '运行', 'operating'],
  suspended: ['停产', '停运', '停业', '临时停产', '半停产', 'suspended'],
  closed: ['关闭', '已关闭', '关停', '注销', '永久关闭', 'closed'],
}

export const readControlLevel = (text: string): ControlLevel | undefined => wordOf(controlWords, controlLevels, text)
export const readOperatingState = (text: string): OperatingState | undefined =>
  wordOf(stateWords, operatingStates, text)

function wordOf<T extends string>(
  words: Record<T, readonly string[]>,
  values: readonly T[],
  text: string,
): T | undefined {
  const given = withoutBlanks(text)
    .toLowerCase()
    .replace(/(企业|污染源|单位|源)$/, '')
  return values.find((value) => words[value].includes(given))
}

export interface Place {
  code: string
  nameZh: string
  nameEn: string
}

/** A county by its code, its name, its name without 县, 区, 市, or with the province and city before it. */
export function readRegion(text: string, regions: readonly Place[]): Place | undefined {
  const given = withoutBlanks(text).toLowerCase()
  const matches = regions.filter(({ code, nameZh, nameEn }) => {
    const short = nameZh.length > 2 ? nameZh.replace(/[县区市]$/, '') : nameZh
    return (
      given === code || given === nameEn.toLowerCase().replaceAll(' ', '') || given === short || given.endsWith(nameZh)
    )
  })
  return matches.length === 1 ? matches[0] : matches.find(({ nameZh }) => nameZh === given)
}

/** A sector by its code or name, with or without 业, 行业, 制造. */
export function readSector(text: string, sectors: readonly Place[]): Place | undefined {
  const key = (name: string) =>
    withoutBlanks(name)
      .toLowerCase()
      .replace(/[()、,.·/]/g, '')
      .replace(/(行业|业)$/, '')
  const given = key(text)
  return sectors.find(({ code, nameZh, nameEn }) => [code, key(nameZh), key(nameEn)].includes(given))
}

/** What to offer for a name that is not known. */
export const nearestNames = (text: string, known: readonly Place[]): string[] =>
  nearest(
    withoutBlanks(text),
    known.map(({ nameZh }) => nameZh),
  )

/** Several names in one cell. */
export const readNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[;；、,，\n|]/)
      .map(readableText)
      .filter((name) => name !== '' && !saysNone(name)),
  ),
]
