import { runningOf } from '#db/seed/city/figures.ts'
import { type Answers, type Item, repeated, type Source } from '#db/seed/city/form/filled.ts'
import { wetSteps } from '#db/seed/city/form/processes.ts'
import type { Outlet } from '#db/seed/city/model.ts'

/** 三（二）至（四）: how the outlets ran, what comes to them, and what escapes without one. */
export const dischargeItems = (source: Source): Item[] => [
  ...source.outlets.filter(({ kind }) => kind !== 'fugitive').map((outlet) => outletItem(source, outlet)),
  ...repeated(
    'wasteWaterStreams',
    source.outlets.flatMap((outlet) => waterStreams(source, outlet)),
  ),
  ...repeated(
    'wasteGasStreams',
    source.outlets.flatMap((outlet) => gasStreams(source, outlet)),
  ),
  ...repeated(
    'fugitiveSources',
    source.outlets.flatMap((outlet) => fugitiveSources(source, outlet)),
  ),
]

/** The flow is the one that the totals were worked out with: mean x flow x running time. */
function outletItem({ scene, disclosure: { firm }, measured, lasting }: Source, outlet: Outlet): Item {
  const { idle, volumeM3 } = runningOf(scene, firm, outlet, measured)
  const isWater = outlet.kind === 'water_outlet'
  const hours = Math.min(8760, isWater ? outlet.runs * (outlet.pattern === 'continuous' ? 24 : 10) : outlet.runs)
  const flow = isWater ? Math.round(volumeM3) : Number((volumeM3 / hours).toPrecision(4))
  const flaw = firm.conduct === 'bad' || firm.conduct === 'careless' ? lasting(`outlet ${outlet.code}`) : undefined
  const conforms = !flaw?.chance(0.12)
  return {
    group: 'outlets',
    item: outlet.id,
    answers: {
      hours: idle ? 0 : hours,
      flow: idle ? 0 : flow,
      innerDiameter: outlet.innerDiameterM ?? undefined,
      height: outlet.heightM ?? undefined,
      gasTemperature: outlet.gasTemperatureC ?? undefined,
      conforms,
      nonconformity: conforms ? undefined : flaw?.pick(isWater ? waterFlaws : stackFlaws),
    },
  }
}

const waterFlaws = ['标志牌字迹褪色，已申请更换。', '明渠段长度不足，流量计前直管段待改造。']
const stackFlaws = ['采样平台宽度不足1.5米，已列入大修计划。', '采样孔位于弯头下游过近处，待移位。']

function waterStreams({ disclosure: { firm }, facilities }: Source, outlet: Outlet): Answers[] {
  if (outlet.kind !== 'water_outlet') return []
  const to = {
    facility: facilities.get(outlet)?.code,
    recordsComplete: true,
    discharged: true,
    destination: outlet.destination ?? undefined,
    outlet: outlet.code,
  }
  const place = outlet.name.replace(/(废水)?(总)?排放口$/, '')
  if (firm.profile.sector === 'sewage' && outlet.name === '尾水排放口')
    return [{ name: '进厂污水', source: '收水范围内的管网', ...to }]
  if (place === '清净下水及雨水')
    return [
      { name: '循环冷却排污水', source: '冷却塔', ...to },
      { name: '厂区雨水', source: '厂区地面与屋面', ...to },
    ]
  if (place !== '' && place !== '废水')
    return [{ name: `${place}废水`.replace('废水废水', '废水'), source: place, ...to }]
  return [
    ...wetSteps(firm.profile).map((step) => ({ name: `${step}废水`, source: `${step}工序`, ...to })),
    { name: '生活污水', source: '办公楼与食堂', ...to },
    ...(firm.size > 1 ? [{ name: '循环冷却水', source: '设备冷却', recordsComplete: true, discharged: false }] : []),
  ]
}

function gasStreams({ disclosure: { firm }, facilities, random }: Source, outlet: Outlet): Answers[] {
  if (outlet.kind !== 'stack') return []
  const whole = firm.conduct === 'good' || firm.conduct === 'ordinary' || !random.chance(0.08)
  return [
    {
      ...gasOf(outlet.name.replace(/排放口$/, '')),
      facility: facilities.get(outlet)?.code,
      recordsComplete: whole,
      recordsMissing: whole ? undefined : '部分月份药剂添加量未记录，已补充台账模板并培训。',
      outlet: outlet.code,
    },
  ]
}

/** 1号锅炉废气 -> 1号锅炉; 破碎配料除尘 -> 破碎配料粉尘 of 破碎配料工序. */
function gasOf(name: string): { name: string; source: string } {
  const [, place = '', what] = /^(.*?)(废气|烟气|尾气|臭气|烟尘|除尘|烟囱|$)$/.exec(name) ?? []
  const source = /(炉|窑|机|机组|塔|站|磨|釜|房|车间|线|装置|系统)$/.test(place) ? place : `${place}工序`
  if (what === '除尘') return { name: `${place}粉尘`, source }
  if (what === '烟囱' || what === '') return { name: `${place}废气`, source }
  return { name, source }
}

function fugitiveSources({ disclosure: { firm } }: Source, outlet: Outlet): Answers[] {
  if (outlet.kind !== 'fugitive') return []
  const codes = outlet.factors.map(({ factorCode }) => factorCode)
  const has = (...wanted: string[]) => codes.filter((code) => wanted.includes(code))
  const dust = has('a34013', 'a34001', 'a34002')
  const odour = has('a21001', 'a21028', 'a01010')
  const rest = codes.filter((code) => !dust.includes(code) && !odour.includes(code))
  const wet = firm.outlets.some(({ kind }) => kind === 'water_outlet')
  return [
    {
      nameAndSource: '原料堆场及装卸',
      factors: dust,
      measures: ['covering', 'spraying', ...(firm.size === 3 ? ['dust_net'] : [])],
      measuresNote: firm.size === 3 ? '堆场四周设防风抑尘网，道路每日洒水三次' : '篷布覆盖，装卸时喷雾',
    },
    {
      nameAndSource:
        firm.profile.sector === 'livestock' ? '栏舍与粪污处理区' : wet ? '污水处理站及污泥间' : '生产车间异味',
      factors: odour,
      measures: ['enclosure', 'other'],
      measuresNote: '池体加盖，臭气引至生物滤池；绿化隔离带',
    },
    { nameAndSource: '生产车间逸散', factors: rest, measures: ['enclosure'], measuresNote: '车间密闭，集气罩收集' },
  ].filter(({ factors }) => factors.length > 0)
}
