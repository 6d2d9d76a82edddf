import type { findingKinds, inspectionKinds } from '#db/vocabulary.ts'

/** The accounts that inspect: their county and their place among its officers. */
export const sitePosts: Readonly<Record<string, readonly [regionCode: string, place: number]>> = {
  'city-inspection': ['430900', 0],
  'city-inspection2': ['430900', 1],
  'county-taojiang': ['430922', 0],
  'county-taojiang2': ['430922', 1],
  'county-anhua': ['430923', 0],
}

interface DemoDraw {
  daysAgo: number
  purpose: string
  regionCode: string | null
  isCross?: boolean
  firms: number
  /** Who commits and who draws. */
  by: readonly [string, string]
  witness: string
  /** Empty: the draw is still to come. */
  witnessNumber: string
  /** How many of its inspections are done; all where it is not said. */
  done?: number
}

/** Draws of the half year: two whose seed is public, one that is under way, one that waits. */
export const demoDraws: readonly DemoDraw[] = [
  {
    daysAgo: 168,
    purpose: '二季度重点排污单位双随机抽查',
    regionCode: null,
    firms: 8,
    by: ['city-inspection', 'city-inspection2'],
    witness: '市人大代表',
    witnessNumber: '62817405',
  },
  {
    daysAgo: 75,
    purpose: '桃江县三季度双随机抽查',
    regionCode: '430922',
    firms: 3,
    by: ['county-taojiang', 'county-taojiang2'],
    witness: '县政协委员',
    witnessNumber: '190354',
  },
  {
    daysAgo: 12,
    purpose: '四季度异地交叉双随机抽查',
    regionCode: null,
    isCross: true,
    firms: 5,
    by: ['city-inspection2', 'city-inspection'],
    witness: '行风监督员',
    witnessNumber: '7041926583',
    done: 2,
  },
  {
    daysAgo: 0.2,
    purpose: '安化县冬季双随机抽查',
    regionCode: '430923',
    firms: 2,
    by: ['county-anhua', 'county-anhua'],
    witness: '',
    witnessNumber: '',
  },
]

/** Days ago, county, kind, whether it is done. */
export const demoVisits: readonly (readonly [number, string, (typeof inspectionKinds)[number], boolean])[] = [
  [290, '430902', 'daily', true],
  [284, '430903', 'night', true],
  [271, '430921', 'daily', true],
  [262, '430981', 'surprise', true],
  [249, '430923', 'daily', true],
  [233, '430902', 'surprise', true],
  [221, '430922', 'night', true],
  [214, '430971', 'daily', true],
  [205, '430972', 'daily', true],
  [193, '430903', 'daily', true],
  [181, '430981', 'night', true],
  [159, '430921', 'surprise', true],
  [147, '430923', 'night', true],
  [138, '430902', 'daily', true],
  [126, '430922', 'surprise', true],
  [117, '430971', 'surprise', true],
  [104, '430903', 'daily', true],
  [93, '430981', 'daily', true],
  [82, '430972', 'night', true],
  [71, '430923', 'surprise', true],
  [58, '430921', 'daily', true],
  [46, '430902', 'night', true],
  [37, '430922', 'daily', true],
  [29, '430903', 'surprise', true],
  [18, '430981', 'daily', true],
  [9, '430923', 'daily', true],
  [2, '430922', 'surprise', false],
  [1, '430902', 'daily', false],
]

export const siteWords: readonly string[] = [
  '生产正常，污水处理站各单元运行，进出水流量计、加药记录齐全；在线监测站房现场核对与上传数据一致；排污口标识清楚。',
  '两条生产线运行一条，除尘、脱硫设施随主机运行；查阅近三个月运行台账和危险废物转移联单，现场与台账一致。',
  '到厂时正在生产，核对许可证副本所列设施与现场；雨水口无水流出，应急池闸门关闭；自行监测报告张贴在厂门口。',
  '停产检修期间检查，治理设施停运有报备；抽查原料与污泥台账，称重记录连续；厂区无异味。',
]

export const demoFindings: readonly { kind: (typeof findingKinds)[number]; words: string }[] = [
  { kind: 'records', words: '污染治理设施运行台账有六天没有加药量记录，污泥出厂称重单缺两张。' },
  { kind: 'facility_inadequate', words: '布袋除尘器两个仓室压差异常，检修记录显示滤袋超过更换周期。' },
  { kind: 'exceedance', words: '总排口现场快速检测氨氮高于许可限值，已采样送监测站，以监测报告为准。' },
  { kind: 'permit', words: '新增一台燃气锅炉已经使用，没有申请变更排污许可证。' },
  { kind: 'facility_inadequate', words: '厂区雨污分流不彻底，初期雨水直接进入雨水沟。' },
  { kind: 'other', words: '危险废物贮存间标识不全，导流沟与收集池没有连通。' },
]
