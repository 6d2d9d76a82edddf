import type { Sentence } from '#db/seed/city/cases/told.ts'
import { addDays, chineseDay, englishDay } from '#db/seed/days.ts'

const dueYear = (foundOn: string) => Number(foundOn.slice(0, 4))

/** Permits, disclosure, obstruction and the rest. */
export const factsOfOthers: Readonly<Record<string, readonly Sentence[]>> = {
  never: [
    {
      zh: (c) => `该单位于${c.since.zh}投入生产并排放污染物，至检查时未取得排污许可证，现场设备正在运行。`,
      en: (c) => `It had been producing and discharging since ${c.since.en} without a discharge permit.`,
    },
    {
      zh: () =>
        '现场未能提供排污许可证，经查询全国排污许可证管理信息平台，该单位未申领排污许可证，生产废水经简易沉淀后外排。',
      en: () =>
        'It had no discharge permit, and the national register knows of none. Waste water left after simple settling.',
    },
  ],
  expired: [
    {
      zh: (c) => `该单位排污许可证已于${c.since.zh}到期，未申请延续，检查时仍在生产并经${c.outletZh}排放污染物。`,
      en: (c) =>
        `Its permit had run out on ${c.since.en} and no extension had been asked for; ${c.outletEn} was still discharging.`,
    },
  ],
  late: [
    {
      zh: (c) =>
        `该单位列入${dueYear(c.foundOn)}年度重点排污单位名录，经核查，截至${chineseDay(addDays(c.foundOn, -1))}仍未按规定公开年度环境信息，经提醒后仍未改正。`,
      en: (c) =>
        `It stands on the key polluter list of ${dueYear(c.foundOn)} and had not published its annual information by ${englishDay(addDays(c.foundOn, -1))}, although it had been reminded.`,
    },
    {
      zh: (c) =>
        `经调取信息公开平台记录，该单位未在规定期限内公开${dueYear(c.foundOn)}年度环境信息，至${c.day.zh}核查时已逾期。`,
      en: (c) =>
        `The platform's records show that its information of ${dueYear(c.foundOn)} was not published in time and was overdue on ${c.day.en}.`,
    },
  ],
  untrue: [
    {
      zh: (c) =>
        `经比对自动监测历史数据与其公开的年度信息，${c.outletZh}排放总量少报约${Math.max(11, c.hours)}%，未如实公开超标次数。`,
      en: (c) =>
        `Compared with the on-line data, its published total for ${c.outletEn} was about ${Math.max(11, c.hours)} % too low, and exceedances were left out.`,
    },
  ],
  gate: [
    {
      zh: (c) =>
        `执法人员出示证件后，该单位门卫及现场负责人以“领导不在”为由拒绝开门，拖延约${Math.min(c.hours, 9)}小时，其间厂内有人转移物品。`,
      en: (c) =>
        `Officers showed their papers, but gate and manager kept them out for about ${Math.min(c.hours, 9)} hours while things were moved inside.`,
    },
  ],
  records: [
    {
      zh: (c) => `该单位拒绝提供${c.treatmentZh}运行台账和用药记录，并对执法人员拍照取证进行阻拦。`,
      en: () => 'It refused to hand over its treatment records and kept officers from taking photographs.',
    },
  ],
  hazardous_waste: [
    {
      zh: (c) =>
        `厂区西侧露天堆放废矿物油桶、污泥等危险废物约${c.tonnes}吨，未设置危险废物识别标志，未采取防雨防渗措施。`,
      en: (c) =>
        `About ${c.tonnes} t of hazardous waste (oil drums, sludge) lay in the open without signs, roof or lining.`,
    },
    {
      zh: (c) => `该单位将约${c.tonnes}吨危险废物交由无危险废物经营许可证的个人转运，未填写转移联单。`,
      en: (c) =>
        `It gave about ${c.tonnes} t of hazardous waste to a carrier without a licence and without transfer papers.`,
    },
  ],
  no_approval: [
    {
      zh: (c) => `该单位新增生产线的环境影响报告表未经批准，于${c.since.zh}擅自开工建设，检查时主体设备已安装完毕。`,
      en: (c) =>
        `A new line was being built since ${c.since.en} without an approved environmental impact report; its main machines stood already.`,
    },
  ],
  no_acceptance: [
    {
      zh: (c) => `该单位技改项目需要配套建设的环境保护设施未经验收合格，主体工程已于${c.since.zh}投入生产。`,
      en: (c) =>
        `A converted line had run since ${c.since.en} although its treatment facilities had not been accepted.`,
    },
  ],
  open_dust: [
    {
      zh: () => '厂内堆场原料露天堆存约2000平方米，未密闭、未覆盖，装卸时未采取喷淋措施，现场扬尘明显。',
      en: () =>
        'Raw material lay uncovered on some 2,000 m² of the yard and was handled without sprays; dust was plain to see.',
    },
  ],
  open_organics: [
    {
      zh: (c) => `产生挥发性有机物的工序未在密闭空间进行，车间门窗敞开，集气罩风量不足，废气未进入${c.treatmentZh}。`,
      en: (c) =>
        `Work that gives off volatile organics was done with doors and windows open; the gas did not reach the treatment of ${c.outletEn}.`,
    },
  ],
  no_records: [
    {
      zh: (c) => `该单位环境管理台账自${c.since.zh}起未记录，缺少污染防治设施运行和自行监测内容。`,
      en: (c) =>
        `Its environmental ledger had no entries since ${c.since.en}, neither on treatment nor on self-monitoring.`,
    },
  ],
  no_self_monitoring: [
    {
      zh: (c) => `经查，该单位${c.year}年未按排污许可证规定的频次对${c.outletZh}开展自行监测，缺少两个季度的监测数据。`,
      en: (c) => `In ${c.year} it did not monitor ${c.outletEn} as often as its permit asks; two quarters are missing.`,
    },
  ],
}

/** What the firm did then; follows the facts. */
export const closings: readonly Sentence[] = [
  {
    zh: () => '调查期间该单位能够配合，已制定整改方案。',
    en: () => 'The firm cooperated and has drawn up a plan to put things right.',
  },
  { zh: () => '责令改正违法行为决定书已依法送达。', en: () => 'The order to correct has been served.' },
  {
    zh: () => '现场制作了检查笔录、询问笔录并拍照取证。',
    en: () => 'Records, statements and photographs were taken on the spot.',
  },
  {
    zh: () => '案件经集体讨论并告知当事人陈述申辩权利，当事人未提出陈述申辩。',
    en: () => 'The firm was told of its right to be heard and made no use of it.',
  },
  {
    zh: () => '当事人陈述申辩意见经复核，部分予以采纳。',
    en: () => 'The firm was heard; part of what it said was accepted.',
  },
]
