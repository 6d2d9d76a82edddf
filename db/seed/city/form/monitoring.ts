import { type Answers, type Item, repeated, type Source, single } from '#db/seed/city/form/filled.ts'
import type { Outlet } from '#db/seed/city/model.ts'
import type { SupervisoryResult } from '#db/seed/city/monitoring.ts'
import { reportNoOf } from '#db/seed/city/reports.ts'

/** Invented, and named as such. */
const laboratories = ['资江环境检测（演示）', '洞庭分析测试（演示）', '雪峰检测技术（演示）', '梅山水气检测（演示）']

/** 二（三）至（五）: the firm's own monitoring, the bureau's, and the devices. */
export function monitoringItems(source: Source): Item[] {
  const { disclosure, outlets, random } = source
  const { firm } = disclosure
  const isNeat = firm.conduct === 'good' || firm.conduct === 'ordinary'
  const conforms = isNeat || !random.chance(0.15)
  const complete = isNeat || !random.chance(0.2)
  return [
    ...repeated(
      'selfMonitoring',
      outlets.map((outlet) => pointOf(source, outlet)),
    ),
    ...single('selfMonitoringPlan', {
      conforms,
      problems: conforms ? undefined : '方案未包含新增排放口的监测点位，正在修订。',
      recordsComplete: complete,
      recordsProblems: complete ? undefined : '第三季度采样照片缺失，已补充说明并复核原始记录。',
      file: source.files.plan ? [source.files.plan.id] : undefined,
    }),
    ...repeated(
      'monitoringReports',
      outlets.flatMap((outlet) => reportOf(source, outlet)),
    ),
    ...single('supervisoryMonitoring', supervision(source.supervisory)),
    ...single('onlineMonitoring', online(source)),
  ]
}

const laboratoryOf = ({ lasting }: Source) => lasting('laboratory').pick(laboratories)

function pointOf(source: Source, outlet: Outlet): Answers {
  const { disclosure } = source
  const rows = disclosure.rows.filter((row) => row.outlet === outlet)
  const samples = Math.max(1, ...rows.map((row) => (row.origin === 'manual' ? (row.judgedCount ?? 4) : 1)))
  const often = samples >= 12 ? '每月一次' : samples >= 4 ? '每季度一次' : samples >= 2 ? '每半年一次' : '每年一次'
  const isManual = rows.some(({ origin }) => origin === 'manual')
  return {
    point: `${outlet.name}（${outlet.code}）`,
    factors: rows.map(({ factorCode }) => factorCode),
    frequency: outlet.online ? `主要因子自动监测${isManual ? `，其余手工${often}` : ''}` : `手工${often}`,
    recordContents: outlet.online
      ? '自动监测小时均值、比对与校准记录、手工采样和分析记录'
      : '采样、分析、质控与生产工况记录',
    contractor: isManual ? laboratoryOf(source) : undefined,
  }
}

/** The reports that the rows of manual monitoring name. */
function reportOf(source: Source, outlet: Outlet): Answers[] {
  const { disclosure, measured, lasting, files } = source
  const isManual = disclosure.rows.some((row) => row.outlet === outlet && row.origin === 'manual')
  if (!isManual) return []
  const random = lasting(`sampled ${outlet.code} ${measured}`)
  return [
    {
      reportNo: reportNoOf(disclosure, outlet),
      laboratory: laboratoryOf(source),
      sampledOn: `${measured}-${String(random.int(2, 11)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
      file: files.report && outlet === source.outlets[0] ? [files.report.id] : undefined,
    },
  ]
}

function supervision(results: readonly SupervisoryResult[]): Answers {
  if (results.length === 0) return { note: '本年度未安排监督性监测。' }
  const rounds = new Set(results.map(({ reportNo }) => reportNo)).size
  const times = results.filter(isOver).length
  const share = Number(((times / results.length) * 100).toFixed(1))
  const stations = [...new Set(results.map(({ authority }) => authority))].join('、')
  return {
    note: `${stations}全年监测${rounds}次、${results.length}项次，${times === 0 ? '结果均达标。' : `其中${times}项次超标。`}`,
    exceeded: times > 0,
    exceededTimes: times > 0 ? times : undefined,
    exceededShare: times > 0 ? share : undefined,
  }
}

const isOver = ({ value, figures: { limit } }: SupervisoryResult) =>
  value !== null &&
  limit !== undefined &&
  (value > limit.limitMax || (limit.limitMin !== null && value < limit.limitMin))

function online({ outlets, disclosure: { firm }, random }: Source): Answers {
  if (!outlets.some((outlet) => outlet.online)) return { installed: false }
  const doubtful = firm.conduct === 'bad' || firm.conduct === 'careless'
  return {
    installed: true,
    transmissionConforms: true,
    installationConforms: true,
    managementSystem: true,
    validityReviewed: !(doubtful && random.chance(0.2)),
    runsNormally: !(doubtful && random.chance(0.25)),
  }
}
