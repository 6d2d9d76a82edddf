import { creditCodeOf } from '#db/credit-code.ts'
import type { Case } from '#db/seed/city/cases/model.ts'
import type { Enterprise, Outlet, Scene } from '#db/seed/city/model.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { punishmentMeasures, punishmentSubjects, sanctionStates, vendorKinds } from '#db/vocabulary.ts'

type State = (typeof sanctionStates)[number]
type VendorKind = (typeof vendorKinds)[number]

export interface SeedPunishment {
  id: number
  found: Case & { firm: Enterprise }
  subject: (typeof punishmentSubjects)[number]
  personName: string | null
  measure: (typeof punishmentMeasures)[number]
  detail: string
  department: string
  legalBasis: string
  fromOn: string
  untilOn: string
  state: State
  feedback: { givenOn: string; words: string } | null
}

export interface SeedVendor {
  id: number
  creditCode: string
  name: string
  kinds: VendorKind[]
  device: string
  links: { outlet: Outlet; kind: VendorKind; fromOn: string }[]
  listing: { facts: string; factsEn: string; product: string; fromOn: string; untilOn: string; state: State } | null
}

export interface Sanctions {
  punishments: SeedPunishment[]
  vendors: SeedVendor[]
}

const measures = [
  {
    measure: 'market_access',
    department: '市公共资源交易中心',
    detail: '一年内限制参与政府采购和工程招标投标',
    legalBasis: '《关于对环境保护领域失信生产经营单位及其有关人员开展联合惩戒的合作备忘录》（发改财金〔2016〕1580号）',
    years: 1,
    words: '已在交易平台标注，期间不受理其投标。',
  },
  {
    measure: 'preferential_policy',
    department: '市税务局',
    detail: '停止享受资源综合利用增值税即征即退',
    legalBasis: '《资源综合利用产品和劳务增值税优惠目录》（财税〔2015〕78号）第四条',
    years: 2,
    words: '已停止办理退税，本年度未再受理申请。',
  },
  {
    measure: 'honours',
    department: '市精神文明建设指导委员会办公室',
    detail: '两年内不得参加文明单位和质量奖评选',
    legalBasis: '《益阳市工业污染源全面达标排放计划实施细则》五（三）',
    years: 2,
    words: '已从本届候选名单中移出。',
  },
] as const

/** 联合惩戒 and the vendors' blacklist: some of each, in every state that one can have. */
export function makeSanctions(scene: Scene, cases: readonly Case[], firms: readonly Enterprise[]): Sanctions {
  return { punishments: makePunishments(scene, cases), vendors: makeVendors(scene, firms) }
}

function makePunishments(scene: Scene, cases: readonly Case[]): SeedPunishment[] {
  const grave = cases
    .filter((found): found is Case & { firm: Enterprise } => found.firm !== null && found.state === 'published')
    .filter(
      ({ legalRepresentative, decidedOn }) => legalRepresentative !== null && decidedOn < addDays(scene.today, -60),
    )
    .sort((a, b) => (a.decidedOn < b.decidedOn ? 1 : -1))
    .slice(0, 18)
  return grave.map((found, i) => {
    const { years, words, ...measure } = measures[i % measures.length] as (typeof measures)[number]
    const fromOn = addDays(found.decidedOn, 45)
    const untilOn = addDays(fromOn, years * 365 - 1)
    const onPerson = i % 4 === 1
    return {
      id: i + 1,
      found,
      ...measure,
      subject: onPerson ? 'legal_representative' : 'enterprise',
      personName: onPerson ? found.legalRepresentative : null,
      fromOn,
      untilOn,
      state:
        untilOn < scene.today
          ? 'ended'
          : i % 9 === 5 && addDays(fromOn, 120) < scene.today
            ? 'lifted'
            : i % 9 === 7
              ? 'proposed'
              : 'in_force',
      feedback: i % 3 === 0 ? { givenOn: addDays(fromOn, 12), words } : null,
    }
  })
}

const listed = {
  facts:
    '现场检查发现，该单位派驻的运维人员在水质自动分析仪的采样管路上接入稀释水样，并修改仪器量程，致使自动监测数据低于实际排放浓度。',
  factsEn:
    'On-site inspection found that its maintenance staff had fed diluted samples into the sampling line of the water analyser and changed its range, so that the automatic data lay below the real concentration.',
}
const cast: { body: string; name: string; kinds: VendorKind[]; device: string; isForWater: boolean }[] = [
  {
    body: 'MAXM0001',
    name: '资水在线监测运维有限公司（演示）',
    kinds: ['operator'],
    device: '水质自动监测系统',
    isForWater: true,
  },
  {
    body: 'MAXM0002',
    name: '洞庭环境仪器制造有限公司（演示）',
    kinds: ['maker', 'seller'],
    device: 'DT-200 型分析仪',
    isForWater: true,
  },
  {
    body: 'MAXM0003',
    name: '梅山监控技术服务有限公司（演示）',
    kinds: ['operator', 'seller'],
    device: '烟气连续监测系统',
    isForWater: false,
  },
  {
    body: 'MAXM0004',
    name: '沧水自动化科技有限公司（演示）',
    kinds: ['operator'],
    device: '水质自动监测系统',
    isForWater: true,
  },
]

function makeVendors(scene: Scene, firms: readonly Enterprise[]): SeedVendor[] {
  const outlets = firms.flatMap((firm) => firm.outlets.filter(({ online }) => online))
  return cast.map(({ body, isForWater, ...vendor }, i) => {
    const random = scene.random('vendor', body)
    const kind = vendor.kinds[0] as VendorKind
    const share = outlets
      .filter(({ medium }, place) => place % 3 === i % 3 && (medium === 'water') === isForWater)
      .slice(0, 40)
    const fromOn = addDays(scene.today, i === 0 ? -210 : -900)
    const isListed = i === 0 || i === 3 || i === 2
    return {
      id: i + 1,
      creditCode: creditCodeOf('91', '430902', body),
      ...vendor,
      links: share.map((outlet) => ({ outlet, kind, fromOn: addDays(scene.today, -random.int(950, 1400)) })),
      listing: isListed
        ? {
            ...listed,
            product: vendor.device,
            fromOn,
            untilOn: addDays(fromOn, i === 3 ? 364 : 1094),
            state: i === 0 ? 'in_force' : i === 3 ? 'ended' : 'lifted',
          }
        : null,
    }
  })
}

export const enteredAt = (day: string) => at(day, 9, 30)
