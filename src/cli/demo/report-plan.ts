import type { reportKinds } from '#db/vocabulary.ts'

export type Fate =
  | 'received'
  | 'accepted'
  | 'inspected'
  | 'extended'
  | 'refused'
  | 'referred'
  | 'joined'
  | 'true'
  | 'partly_true'
  | 'not_found'
  | 'objected'
  | 'reward_proposed'
  | 'reward_granted'
  | 'reward_paid'
  | 'reward_lapsed'
  | 'reward_declined'

export interface PlannedReport {
  daysAgo: number
  regionCode: string
  kind: (typeof reportKinds)[number]
  fate: Fate
  /** Which of the words of its kind. */
  text: number
  /** Degrees from the county's seat. */
  east: number
  north: number
  isNamed?: boolean
  /** Sent by the demo association, which wants to be named with the outcome. */
  isAssociations?: boolean
}

const plan = (
  daysAgo: number,
  regionCode: string,
  kind: PlannedReport['kind'],
  fate: Fate,
  [east, north]: [number, number],
  text = 0,
  isNamed = false,
): PlannedReport => ({ daysAgo, regionCode, kind, fate, text, east, north, isNamed })

/** What was reported in the demo city within half a year, and what became of it: every state, on time and late. */
export const reportPlan: readonly PlannedReport[] = [
  plan(172, '430922', 'stealth_discharge', 'reward_paid', [0.021, 0.012], 0, true),
  plan(168, '430922', 'stealth_discharge', 'joined', [0.022, 0.013], 1),
  plan(166, '430923', 'waste_dumping', 'reward_lapsed', [0.03, -0.02]),
  plan(160, '430903', 'nuisance', 'not_found', [-0.015, 0.008]),
  plan(158, '430902', 'nuisance', 'partly_true', [0.012, 0.02], 1),
  plan(151, '430922', 'serious_exceedance', 'true', [0.018, 0.016]),
  plan(149, '430981', 'stealth_discharge', 'reward_paid', [0.04, 0.03], 1, true),
  plan(143, '430921', 'nuisance', 'refused', [0.02, 0.01], 2),
  plan(140, '430923', 'serious_exceedance', 'reward_paid', [0.028, -0.018], 1),
  plan(136, '430903', 'waste_dumping', 'true', [-0.02, 0.01], 1),
  plan(131, '430922', 'nuisance', 'partly_true', [0.02, 0.011], 1),
  { ...plan(127, '430902', 'unpermitted_discharge', 'true', [0.013, 0.021]), isAssociations: true },
  plan(122, '430981', 'nuisance', 'not_found', [0.041, 0.031]),
  plan(118, '430923', 'falsified_data', 'reward_granted', [0.031, -0.021], 0, true),
  plan(112, '430903', 'nuisance', 'referred', [-0.4, -0.25], 2),
  plan(108, '430972', 'abnormal_operation', 'true', [0.004, 0.003]),
  plan(103, '430922', 'waste_dumping', 'not_found', [0.06, -0.03]),
  plan(99, '430902', 'nuisance', 'reward_declined', [0.014, 0.019]),
  plan(96, '430903', 'nuisance', 'true', [-0.016, 0.009], 1),
  plan(92, '430921', 'waste_dumping', 'partly_true', [0.021, 0.012], 1),
  plan(88, '430923', 'nuisance', 'objected', [0.1, 0.05]),
  plan(84, '430922', 'abnormal_operation', 'reward_proposed', [0.019, 0.014], 1, true),
  plan(80, '430971', 'stealth_discharge', 'true', [0.01, 0.01], 1),
  plan(77, '430981', 'other', 'refused', [0.02, 0.02]),
  plan(73, '430902', 'peer_lead', 'true', [0.012, 0.022]),
  plan(70, '430903', 'disclosure_failure', 'partly_true', [-0.018, 0.012]),
  plan(66, '430972', 'nuisance', 'inspected', [0.005, 0.002], 1),
  plan(58, '430922', 'nuisance', 'extended', [0.023, 0.01]),
  plan(52, '430923', 'stealth_discharge', 'inspected', [0.029, -0.019], 1, true),
  plan(45, '430903', 'nuisance', 'true', [-0.014, 0.007], 2),
  plan(41, '430902', 'waste_dumping', 'not_found', [0.3, 0.1], 1),
  plan(36, '430922', 'nuisance', 'received', [0.024, 0.012], 2),
  plan(33, '430981', 'nuisance', 'accepted', [0.042, 0.029], 1),
  plan(27, '430923', 'waste_dumping', 'accepted', [0.032, -0.022], 1),
  plan(22, '430922', 'stealth_discharge', 'accepted', [0.02, 0.013], 0, true),
  plan(19, '430921', 'obstruction', 'accepted', [0.01, 0.0]),
  plan(14, '430903', 'nuisance', 'accepted', [-0.017, 0.011]),
  plan(11, '430922', 'stealth_discharge', 'received', [0.021, 0.014], 1),
  plan(8, '430923', 'nuisance', 'received', [0.027, -0.02], 1),
  plan(6, '430902', 'falsified_data', 'received', [0.011, 0.02], 1),
  plan(4, '430972', 'nuisance', 'received', [0.003, 0.004], 2),
  plan(2, '430922', 'waste_dumping', 'received', [0.05, 0.02], 1),
  plan(1, '430903', 'nuisance', 'received', [-0.016, 0.01], 1),
]

/** Words as people write them; nobody's. */
export const reportWords: Record<PlannedReport['kind'], readonly string[]> = {
  stealth_discharge: [
    '夜里十二点以后，厂后围墙外有一根暗管往河里排黑水，气味刺鼻，天亮前就停。',
    '厂后围墙外的暗管半夜往河里排黑水，河面有泡沫，味道很重，已经好几个月了。',
  ],
  falsified_data: [
    '在线监测小屋里有人往采样桶里兑自来水，检查前才换回来。',
    '监测房的探头被拉出来插在一个水桶里，门平时锁着。',
  ],
  abnormal_operation: [
    '废气处理设施白天开、夜里停，夜里烟囱冒白烟味道大。',
    '污水站的曝气机停了很久，池子里长满浮渣。',
  ],
  serious_exceedance: ['排放口的水是红褐色的，下游的鱼翻了肚子。', '排口的水发浑发臭，比旁边河水深很多。'],
  unpermitted_discharge: ['没有挂牌的小作坊在洗东西，水直接流到渠里。'],
  waste_dumping: ['夜里有车往山坳里倒灰黑色的渣，下雨就流到田里。', '河滩上堆了几十个铁桶，有的漏了，油花漂到水面。'],
  nuisance: [
    '每天早上六点左右有刺鼻的酸味，开窗就头疼。',
    '烟囱冒黑烟，落下的灰晾衣服上都是。',
    '机器半夜还在响，孩子睡不着。',
  ],
  disclosure_failure: ['这家厂的公开栏里写的废水去向和实际不一样。'],
  obstruction: ['检查的人来之前厂里把门锁了一个多小时才开。'],
  media_lead: ['网上有人发了视频，说这里的河水变色。'],
  peer_lead: ['同行那家不用处理设施，成本比我们低一半，请查它的加药记录。'],
  other: ['楼下饭馆的油烟机对着我家窗户。'],
}

/** What the bureau tells the public: what was found and done, nothing of who said it. */
export const outcomeTexts = {
  true: [
    '经现场检查，该单位私设排放口排放废水，已责令立即停止并立案查处。',
    '经监测，排放浓度超过排放标准，已责令改正并立案。',
    '经检查，污染防治设施停用期间仍在生产，已责令改正，并依法处理。',
  ],
  partly_true: ['检查时设施正在运行，监测达标；台账不完整、围挡破损属实，已责令限期整改，现已完成。'],
  not_found: ['先后三次到现场检查并采样，没有发现所反映的情况，监测结果符合标准；已列入日常巡查。'],
} as const

export const mediaPlan = [
  {
    daysAgo: 120,
    answeredAfterHours: 9,
    source: 'newspaper',
    outlet: '资江晚报（演示）',
    title: '沿江一处排口水色发红，居民担心饮水',
    summary: '报道称沿江一处排口近日排出红褐色的水，附近居民担心影响取水。',
    regionCode: '430902',
    answer: '当日到现场采样，排口废水色度超过标准，已责令停产检修；下游取水口水质监测合格。处理结果将在曝光台公布。',
  },
  {
    daysAgo: 74,
    answeredAfterHours: 31,
    source: 'social_media',
    outlet: '短视频平台（演示）',
    title: '视频：夜间厂区冒黄烟',
    summary: '网民发布夜间厂区冒黄烟的视频，播放较多，评论称已持续一周。',
    regionCode: '430922',
    answer: '经核实，视频所示为检修开炉时的短时排放，企业未按规定提前报告，已责令改正；周边监测点数据没有异常。',
  },
  {
    daysAgo: 33,
    answeredAfterHours: 5,
    source: 'television',
    outlet: '洞庭广播（演示）',
    title: '听众来电：河滩堆放铁桶',
    summary: '听众来电反映河滩堆放几十个铁桶，有的已经破损。',
    regionCode: '430923',
    answer: '当天清运铁桶 42 个，送有资质的单位处置，并开展溯源调查；土壤采样结果出来后另行公布。',
  },
  {
    daysAgo: 2,
    answeredAfterHours: undefined,
    source: 'website',
    outlet: '江湖论坛（演示）',
    title: '河道断面监测数据为何突然变好',
    summary: '网文质疑某河道断面的数据在一周内明显变好，询问是否更换了点位。',
    regionCode: null,
    answer: '',
  },
  {
    daysAgo: 0.3,
    answeredAfterHours: undefined,
    source: 'newspaper',
    outlet: '资江晚报（演示）',
    title: '集镇排水渠异味扰民',
    summary: '报道称集镇一处排水渠有异味，居民多次反映。',
    regionCode: '430923',
    answer: '',
  },
] as const
