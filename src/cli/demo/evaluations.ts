import { connect } from '#db/client.ts'
import { evaluationReports } from '#db/schema/plan.ts'
import { beginEvaluation, publishEvaluation, saveEvaluation } from '#domain/plan/commands/evaluations.ts'
import { getOfficeEvaluation } from '#domain/plan/queries/evaluations.ts'
import { demoAccount } from '#src/cli/demo/staff.ts'

/**
 * Evaluation reports of the demo city, through the commands of the office: one that is published, one that is being written. Nothing where
 * there is one already, or no demo account.
 */
export async function loadDemoEvaluations(url: string, now: Date): Promise<void> {
  const { db, close } = connect(url, { max: 2, name: 'qingyuan-seed' })
  try {
    if ((await db.$count(evaluationReports)) > 0) return
    const [writer, publisher] = await Promise.all([demoAccount(db, 'city-inspection'), demoAccount(db, 'city-legal')])
    if (!writer || !publisher) return
    const paper = await beginEvaluation(db, writer, { sectorCode: 'paper' }, now)
    await saveEvaluation(db, writer, { id: paper, revision: 1, ...texts }, now)
    await publishEvaluation(db, publisher, { id: paper, revision: 2 }, now)
    const draft = await beginEvaluation(db, writer, { sectorCode: 'nonferrous' }, now)
    const found = await getOfficeEvaluation(db, draft)
    const revision = found?.revision ?? 1
    await saveEvaluation(
      db,
      writer,
      { id: draft, revision, ...noTexts, overviewZh: draftText[0], overviewEn: draftText[1] },
      now,
    )
  } finally {
    await close()
  }
}

const texts = {
  overviewZh:
    '本报告综合企业自查、县（市、区）排查审核和市局掌握的监督性监测、在线监测、行政处罚、群众举报等情况编制，覆盖登记册中全部在册的造纸企业。\n\n排查采取企业自查自测、县（市、区）现场核查、市局抽查三级方式；超标风险高的企业另行夜查和交叉检查。',
  overviewEn:
    'This report rests on the firms’ self-checks, the counties’ screening and the city’s own knowledge: supervisory samples, on-line data, penalties and reports by the public. It covers every paper mill in the register.\n\nFirms checked themselves, counties looked on the spot, the city took samples of both; where the risk was high there were night and cross inspections too.',
  complianceZh:
    '废水的主要污染因子为化学需氧量、氨氮、总氮和总磷，废气以锅炉烟气为主。超标集中在少数排放口，原因以生化处理负荷波动和回用水盐分积累为主。\n\n逐个因子和逐个县（市、区）的数字见下表，超标按修约后的值与执行标准比较。',
  complianceEn:
    'The pollutants that matter in waste water are COD, ammonia nitrogen, total nitrogen and total phosphorus; in waste gas, the flue gas of boilers. Exceedances gather at few outlets, mostly where the load of the biological stage swings or salt builds up in reused water.\n\nThe tables give the figures by pollutant and by county; values are rounded before they are compared with the standard in force.',
  causesZh:
    '问题主要是治理设施能力不足、运行记录不全和排放口设置不规范。已立案的依法处罚并公布，未到期的列入整改台账，逐月核查。',
  causesEn:
    'Most problems are treatment too small for its load, records with gaps, and outlets not built as they should be. Where a case was opened it is punished and published; the rest stands on the rectification ledger and is looked at each month.',
  adviceZh:
    '一、年底前完成全部问题整改，逾期的挂牌督办。\n\n二、重点排污单位的主要排放口全部安装在线监控并联网。\n\n三、推广中水回用和碱回收成熟技术，鼓励园区委托第三方治理。',
  adviceEn:
    'First, every problem is mended by the end of the year; what is late is put under listed supervision.\n\nSecond, every main outlet of a key polluter has its device, connected.\n\nThird, proven reuse of water and recovery of alkali are to spread; parks may have their treatment run by others.',
}
const noTexts = Object.fromEntries(Object.keys(texts).map((name) => [name, ''])) as typeof texts
const draftText = [
  '本报告草稿覆盖登记册中的有色金属企业，重点是锑的采选和冶炼。',
  'This draft covers the non-ferrous metals firms of the register, above all the mining and smelting of antimony.',
] as const
