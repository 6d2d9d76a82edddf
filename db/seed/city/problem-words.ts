import type { Outlet } from '#db/seed/city/model.ts'
import type { Random } from '#db/seed/random.ts'
import type { problemKinds } from '#db/vocabulary.ts'

export interface ProblemText {
  words: string
  plan: string
  measures: string
}

/** What a problem of a kind is about, and what is done about it. */
export function problemText(kind: (typeof problemKinds)[number], outlet: Outlet | null, random: Random): ProblemText {
  const factor = outlet && outlet.factors.length > 0 ? random.pick(outlet.factors).nameZh : '污染物'
  const place = outlet?.name ?? '厂区'
  const multiple = (random.int(1, 12) / 10).toFixed(1)
  const water = outlet?.medium !== 'air'
  const facility = water ? '污水处理站' : '废气治理设施'
  const texts: Record<(typeof problemKinds)[number], readonly ProblemText[]> = {
    exceedance: [
      {
        words: `${place}监督性监测${factor}超标 ${multiple} 倍。`,
        plan: `排查${facility}负荷与加药，限期恢复达标运行。`,
        measures: water ? '更换曝气系统，调整加药量，增加出水在线比对。' : '更换滤袋，检修喷淋系统，增加在线比对。',
      },
      {
        words: `${place}${factor}日均值超过限值 ${multiple} 倍，持续三日。`,
        plan: `查清超标原因，改造${facility}。`,
        measures: '降低生产负荷，改造后连续监测三十日。',
      },
    ],
    facility_inadequate: [
      {
        words: `${facility}处理能力不足，高负荷时段不能满足处理要求。`,
        plan: `扩建${facility}，扩建完成前限产。`,
        measures: '增设一组处理单元，完善应急池与回流管线。',
      },
      {
        words: `${facility}运行不正常，部分设备停用检修超过十日。`,
        plan: '修复停用设备，补充备件，制定检修期间的减产安排。',
        measures: '更换损坏的风机和泵，恢复双路供电。',
      },
    ],
    stealth_discharge: [
      {
        words: `${place}旁设有未登记的排水支管，雨天有不明来水。`,
        plan: '封堵支管，厘清雨污管网并上图。',
        measures: '拆除并封堵支管，雨水口加装闸阀和视频。',
      },
    ],
    records: [
      {
        words: '自行监测记录不完整，缺少上季度部分指标的原始记录。',
        plan: '补齐监测方案，落实专人记录。',
        measures: '委托有资质的单位补测，建立台账复核制度。',
      },
      {
        words: '治污设施运行台账与用电量不符，加药记录缺失。',
        plan: '规范台账，装用电监控。',
        measures: '安装分表计电，台账每日由两人核对。',
      },
    ],
    permit: [
      {
        words: '新增的生产线未纳入排污许可证，环保手续不全。',
        plan: '办理变更，取得许可前停止新增生产线。',
        measures: '停用新增生产线，提交变更申请材料。',
      },
    ],
    other: [
      {
        words: '厂区雨污分流不彻底，物料露天堆放未苫盖。',
        plan: '完善雨污分流和堆场防尘。',
        measures: '新建雨棚和导流沟，堆场苫盖并定时洒水。',
      },
    ],
  }
  return random.pick(texts[kind])
}
