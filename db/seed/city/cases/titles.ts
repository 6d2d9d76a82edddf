import type { Incident } from '#db/seed/city/cases/model.ts'

const acts: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  hidden_pipe: ['私设暗管偷排废水案', 'waste water through a hidden pipe'],
  seepage: ['利用渗坑排放废水案', 'waste water into an unlined pit'],
  rain_drain: ['通过雨水管网偷排废水案', 'waste water into the rain drain'],
  bypass: ['擅自开启旁路排放废水案', 'waste water through a bypass'],
  idle: ['不正常运行污染防治设施案', 'treatment facilities standing still'],
  worn: ['污染防治设施故障未检修案', 'broken treatment facilities'],
  dosing: ['废水处理设施未按规定投药案', 'waste water treatment without chemicals'],
  sampling: ['干扰自动监测采样案', 'on-line sampling tampered with'],
  parameters: ['篡改自动监测设备参数案', 'settings of an on-line monitor changed'],
  report: ['伪造自行监测报告案', 'forged self-monitoring report'],
  never: ['未取得排污许可证排放污染物案', 'discharge without a permit'],
  expired: ['排污许可证到期未延续案', 'discharge after the permit had run out'],
  late: ['未按期公开环境信息案', 'annual information not published in time'],
  untrue: ['未如实公开环境信息案', 'untrue annual information'],
  gate: ['拒绝现场检查案', 'inspectors kept out'],
  records: ['拒不提供监管资料案', 'records withheld from inspectors'],
  hazardous_waste: ['未按规定贮存转移危险废物案', 'hazardous waste badly kept'],
  no_approval: ['环评未批先建案', 'building before approval'],
  no_acceptance: ['环保设施未验收投产案', 'production before acceptance'],
  open_dust: ['物料堆场扬尘污染案', 'dust from an open yard'],
  open_organics: ['有机废气未密闭收集案', 'volatile organics not enclosed'],
  no_records: ['未建立环境管理台账案', 'environmental ledger not kept'],
  no_self_monitoring: ['未按规定开展自行监测案', 'self-monitoring left out'],
}

/** 某公司废水化学需氧量超标排放案 / Some Paper: chemical oxygen demand 0.65 times over the limit */
export function titlesOf({ party, partyEn, act, medium, excess }: Incident): { title: string; titleEn: string } {
  if (excess) {
    const [zh, en] = medium === 'water' ? ['废水', 'waste water'] : ['废气', 'waste gas']
    const { nameZh, nameEn } = excess.factor
    return {
      title: `${party}${zh}${nameZh}超标排放案`,
      titleEn: `${partyEn}: ${nameEn.toLowerCase()} in ${en} ${excess.multiple} times over the limit`,
    }
  }
  const [zh, en] = acts[act] ?? ['环境违法案', 'environmental offence']
  return { title: `${party}${zh}`, titleEn: `${partyEn}: ${en}` }
}
