import { type Item, repeated, type Source } from '#db/seed/city/form/filled.ts'

/** 治理设施: those of the register, and how they ran. */
export const facilityItems = ({ disclosure: { firm, rows }, facilities, outlets, lasting, random }: Source): Item[] =>
  repeated(
    'facilities',
    outlets.flatMap((outlet) => {
      const facility = facilities.get(outlet)
      if (!facility) return []
      const exceeded = rows.some((row) => row.outlet === outlet && (row.exceedanceCount ?? 0) > 0)
      const rate = exceeded ? random.between(91, 97.5) : random.between(96.5, 100)
      const own = lasting(`facility ${facility.code}`)
      return [
        {
          code: facility.code,
          name: facility.name,
          process: facility.process,
          capacity: facility.capacity,
          capacityUnit: facility.capacityUnit,
          feasibleTechnology: firm.conduct !== 'bad' || own.chance(0.8),
          maintenance: own.pick(outlet.medium === 'water' ? waterCare : airCare),
          operationRate: Number(rate.toFixed(1)),
          stoppages: exceeded || rate < 98 ? random.pick(stoppages) : undefined,
        },
      ]
    }),
  )

const waterCare = [
  '每班巡检，每月检修泵与曝气设备一次',
  '每日巡检，每季度清池一次，每年大修一次',
  '委托运维单位每周检修，仪表每月校准',
]
const airCare = ['每班巡检压差，滤袋每年更换', '每月检修一次，喷淋液每周更换', '每季度检修，每年大修时更换易损件']
const stoppages = [
  '年度大修停运5天，期间同步停产。',
  '引风机更换轴承停运1天，对应生产线同步停产。',
  '曝气系统检修2天，废水存入应急池，检修后处理排放。',
  '外线停电停运6小时，生产同步停止，已报县分局。',
]
