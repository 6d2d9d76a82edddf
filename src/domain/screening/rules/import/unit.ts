interface Place {
  code: string
  nameZh: string
}

/** The county that a seal line names: 桃江县环境保护局, 赫山环保分局, 益阳市大通湖区. */
export function regionOfUnit<T extends Place>(unit: string, regions: readonly T[]): T | undefined {
  const whole = regions.filter(({ nameZh }) => unit.includes(nameZh))
  if (whole.length > 0)
    return whole.length === 1 ? whole[0] : whole.sort((a, b) => b.nameZh.length - a.nameZh.length)[0]
  const short = regions.filter(({ nameZh }) => unit.includes(shortOf(nameZh)))
  return short.length === 1 ? short[0] : undefined
}

/** 桃江县 -> 桃江, 益阳高新区 -> 高新; a county of one sign keeps its second. */
function shortOf(nameZh: string): string {
  const bare = nameZh.replace(/^益阳/, '')
  return bare.length > 2 ? bare.replace(/[县区市]$/, '') : bare
}
