import { factsOfOthers } from '#db/seed/city/cases/facts-other.ts'
import type { Excess } from '#db/seed/city/cases/model.ts'
import type { Sentence, Told } from '#db/seed/city/cases/told.ts'

const unitEn: Readonly<Record<string, string>> = { 倍: 'times' }
const over = (c: Told) => c.excess as Excess
const basisZh = ({ limit, standardTitleZh }: Excess) =>
  limit.source === 'permit'
    ? '其排污许可证载明的'
    : `《${standardTitleZh}》（${limit.standardCode}）${limit.tableNo === null ? '修改单' : `表${limit.tableNo}`}规定的`
const basisEn = ({ limit }: Excess) =>
  limit.source === 'permit'
    ? 'its permit'
    : `${limit.standardCode}, ${limit.tableNo === null ? 'amendment' : `table ${limit.tableNo}`}`
const valueEn = ({ value, limit }: Excess) => `${value} ${unitEn[limit.unit] ?? limit.unit}`

/** What was found, by the act. */
export const facts: Readonly<Record<string, readonly Sentence[]>> = {
  ...factsOfOthers,
  exceedance: [
    {
      zh: (c) =>
        `执法人员会同监测人员对其${c.outletZh}采样监测，监测报告（${over(c).reportNo}）显示，${over(c).factor.nameZh}排放浓度为${over(c).value} ${over(c).limit.unit}，超过${basisZh(over(c))}${over(c).limit.limitMax} ${over(c).limit.unit}限值，超标${over(c).multiple}倍。`,
      en: (c) =>
        `A sample at ${c.outletEn} held ${valueEn(over(c))} of ${over(c).factor.nameEn.toLowerCase()}; the limit is ${over(c).limit.limitMax} (${basisEn(over(c))}): ${over(c).multiple} times over.`,
    },
    {
      zh: (c) =>
        `检查时企业正常生产，现场对${c.outletZh}取样送检。经监测，${over(c).factor.nameZh}浓度${over(c).value} ${over(c).limit.unit}，${basisZh(over(c))}限值为${over(c).limit.limitMax} ${over(c).limit.unit}，超标倍数为${over(c).multiple}（监测报告编号：${over(c).reportNo}）。`,
      en: (c) =>
        `The works was running. At ${c.outletEn}, ${over(c).factor.nameEn.toLowerCase()} stood at ${valueEn(over(c))} against a limit of ${over(c).limit.limitMax} (${basisEn(over(c))}), ${over(c).multiple} times over.`,
    },
    {
      zh: (c) =>
        `经调阅运行台账并对${c.outletZh}开展执法监测，${over(c).factor.nameZh}实测${over(c).value} ${over(c).limit.unit}，高出${basisZh(over(c))}${over(c).limit.limitMax} ${over(c).limit.unit}限值${over(c).multiple}倍，监测报告为${over(c).reportNo}。该单位对监测结果无异议。`,
      en: (c) =>
        `Records were read and ${c.outletEn} was sampled: ${over(c).factor.nameEn.toLowerCase()} ${valueEn(over(c))}, limit ${over(c).limit.limitMax} (${basisEn(over(c))}), ${over(c).multiple} times over. The firm accepted the result.`,
    },
  ],
  hidden_pipe: [
    {
      zh: (c) =>
        `经排查，该单位在${c.treatmentZh}前端私设一根长约${c.metres}米的软管，绕过处理设施将未经处理的废水直接排入厂外沟渠，自${c.since.zh}起断续排放，累计约${c.cubicMetres}立方米。`,
      en: (c) =>
        `A hose of about ${c.metres} m led round the treatment works into a ditch outside. Untreated waste water, about ${c.cubicMetres} m³ in all, had run through it on and off since ${c.since.en}.`,
    },
    {
      zh: (c) =>
        `执法人员在厂区围墙外发现一处未登记的排水口，经开挖溯源，确认与车间集水池相连的暗管长约${c.metres}米，检查时正在向外排放废水。`,
      en: (c) =>
        `Outside the wall officers found an unregistered opening. Digging traced it through about ${c.metres} m of buried pipe to the workshop's sump; waste water was running out.`,
    },
  ],
  seepage: [
    {
      zh: (c) =>
        `该单位将约${c.cubicMetres}立方米生产废水排入厂区北侧无防渗措施的土坑，废水经渗漏进入周边土壤，现场水样呈深褐色。`,
      en: (c) =>
        `About ${c.cubicMetres} m³ of process water lay in an unlined pit north of the works and was seeping into the ground.`,
    },
  ],
  rain_drain: [
    {
      zh: (c) =>
        `检查发现该单位雨水排口在晴天有水流出，经溯源系车间地面冲洗废水接入雨水管网，未经处理排入外环境，持续约${c.hours}小时。`,
      en: (c) =>
        `Water ran from the rain outlet on a dry day: floor washings had been led into the rain drain and left untreated for about ${c.hours} hours.`,
    },
  ],
  bypass: [
    {
      zh: (c) =>
        `${c.treatmentZh}应急旁路阀门处于开启状态，约${c.hours}小时内废水未经处理直接进入${c.outletZh}，现场负责人承认为减少药剂费用而擅自开启。`,
      en: (c) =>
        `The emergency bypass stood open for about ${c.hours} hours, and waste water reached ${c.outletEn} untreated. The manager on duty admitted opening it to save chemicals.`,
    },
  ],
  idle: [
    {
      zh: (c) =>
        `现场生产设备正在运行，配套的${c.treatmentZh}未开启，用电监控记录显示该设施自${c.since.zh}起多个时段停运，未向生态环境部门报告。`,
      en: (c) =>
        `Production was running while the treatment of ${c.outletEn} stood still. Power records show stops since ${c.since.en}; none had been reported.`,
    },
    {
      zh: (c) =>
        `检查时${c.treatmentZh}停运约${c.hours}小时，生产未同步停止，污染物未经有效处理经${c.outletZh}排放，设施运行记录空白。`,
      en: (c) =>
        `The treatment of ${c.outletEn} had stood still for about ${c.hours} hours while production went on; its log was empty.`,
    },
  ],
  worn: [
    {
      zh: (c) =>
        `${c.treatmentZh}关键部件破损失修，处理效率明显下降，企业明知故障仍继续生产，检查时${c.outletZh}可见明显排放异常，自${c.since.zh}起未安排检修。`,
      en: (c) =>
        `Key parts of the treatment at ${c.outletEn} were broken and nobody had repaired them since ${c.since.en}, though the firm knew; production went on.`,
    },
  ],
  dosing: [
    {
      zh: (c) =>
        `${c.treatmentZh}加药桶为空，加药泵未运行，台账却记录每日投药；经核对药剂采购单据，近一个月实际用量不足设计用量的三成。`,
      en: (c) =>
        `The dosing tanks of ${c.outletEn} were empty and the pump stood still, although the log recorded daily dosing. Bills show less than a third of the design amount in the month.`,
    },
  ],
  sampling: [
    {
      zh: (c) =>
        `${c.outletZh}自动监测设备采样管被人为插入盛有清水的桶内，致使上传数据严重失真；经调取监控录像，该行为自${c.since.zh}起持续，由企业运维人员实施。`,
      en: (c) =>
        `The sampling tube of the monitor at ${c.outletEn} had been put into a bucket of clean water, so that false data were sent. Video shows it since ${c.since.en}, done by the firm's own staff.`,
    },
  ],
  parameters: [
    {
      zh: (c) =>
        `${c.outletZh}自动监测设备量程和斜率参数与备案值不符，被擅自修改后上传浓度约为实际浓度的一半，工控机日志记录修改时间为${c.since.zh}。`,
      en: (c) =>
        `Range and slope of the monitor at ${c.outletEn} differed from the registered ones: what was sent was about half of what was there. The log dates the change to ${c.since.en}.`,
    },
  ],
  report: [
    {
      zh: (c) =>
        `经查，该单位提供的${c.year}年自行监测报告中${c.outletZh}同一批样品采样时间与车间停产时间重合，原始记录无采样人员签名，报告系伪造。`,
      en: (c) =>
        `Sampling times at ${c.outletEn} in the self-monitoring report of ${c.year} fall into days on which the workshop stood still, and no sampler signed: the report was forged.`,
    },
  ],
}
