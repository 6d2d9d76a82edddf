import type { Incident } from '#db/seed/city/cases/model.ts'

/** Lowest and highest fine in yuan. */
export type FineRange = readonly [low: number, high: number]

export interface LegalBasis {
  text: string
  fineYuan: FineRange
}

/** 《生态环境法典》 in force; it repeals the laws named below (art. 1242). */
export const codeInForceFrom = '2026-08-15'

/**
 * The clauses that a decision names, by the law in force on the day of the act (Code art. 1057: the law at the time of the
 * act). Articles of the older laws are from memory; of the Code only those are named that were read.
 */
export function legalBasisOf(incident: Incident): LegalBasis {
  const old = oldBasis(incident)
  if (incident.foundOn < codeInForceFrom) return old
  return {
    text: codeBasis(incident),
    fineYuan: incident.category === 'disclosure_failure' ? [20_000, 200_000] : old.fineYuan,
  }
}

const heavy: FineRange = [100_000, 1_000_000]
const light: FineRange = [20_000, 200_000]

function oldBasis({ category, act, medium }: Incident): LegalBasis {
  const water = medium === 'water'
  switch (category) {
    case 'serious_exceedance':
      return water
        ? { text: '违反《中华人民共和国水污染防治法》第十条，依据该法第八十三条第（二）项', fineYuan: heavy }
        : { text: '违反《中华人民共和国大气污染防治法》第十八条，依据该法第九十九条第（二）项', fineYuan: heavy }
    case 'stealth_discharge':
      return water
        ? {
            text: '违反《中华人民共和国环境保护法》第四十二条第四款、《中华人民共和国水污染防治法》第三十九条，依据《中华人民共和国水污染防治法》第八十三条第（三）项、《中华人民共和国环境保护法》第六十三条第（三）项',
            fineYuan: heavy,
          }
        : {
            text: '违反《中华人民共和国大气污染防治法》第二十条第二款，依据该法第九十九条第（三）项、《中华人民共和国环境保护法》第六十三条第（三）项',
            fineYuan: heavy,
          }
    case 'falsified_data':
      return {
        text: `违反《中华人民共和国环境保护法》第四十二条第四款，依据${water ? '《中华人民共和国水污染防治法》第八十三条第（三）项' : '《中华人民共和国大气污染防治法》第九十九条第（三）项'}、《中华人民共和国环境保护法》第六十三条第（三）项`,
        fineYuan: heavy,
      }
    case 'abnormal_operation':
      return water
        ? { text: '违反《中华人民共和国水污染防治法》第三十九条，依据该法第八十三条第（三）项', fineYuan: heavy }
        : { text: '违反《中华人民共和国大气污染防治法》第二十条第二款，依据该法第九十九条第（三）项', fineYuan: heavy }
    case 'unpermitted_discharge':
      return {
        text: '违反《排污许可管理条例》第二条第一款，依据该条例第三十三条第（一）项',
        fineYuan: [200_000, 1_000_000],
      }
    case 'disclosure_failure':
      return act === 'untrue'
        ? { text: '违反《企业环境信息依法披露管理办法》第四条，依据该办法第二十八条', fineYuan: [10_000, 100_000] }
        : { text: '违反《企业环境信息依法披露管理办法》第十九条，依据该办法第二十九条', fineYuan: [5000, 50_000] }
    case 'obstruction':
      return water
        ? { text: '违反《中华人民共和国水污染防治法》第三十条，依据该法第八十一条', fineYuan: light }
        : { text: '违反《中华人民共和国大气污染防治法》第二十九条，依据该法第九十八条', fineYuan: light }
    case 'other':
      return otherActs[act] ?? (otherActs.hazardous_waste as LegalBasis)
  }
}

const otherActs: Readonly<Record<string, LegalBasis>> = {
  hazardous_waste: {
    text: '违反《中华人民共和国固体废物污染环境防治法》第七十七条、第七十九条，依据该法第一百一十二条',
    fineYuan: [100_000, 1_000_000],
  },
  no_approval: {
    text: '违反《中华人民共和国环境影响评价法》第二十五条，依据该法第三十一条第一款',
    fineYuan: [12_000, 260_000],
  },
  no_acceptance: {
    text: '违反《建设项目环境保护管理条例》第十九条第一款，依据该条例第二十三条第一款',
    fineYuan: [200_000, 1_000_000],
  },
  open_dust: {
    text: '违反《中华人民共和国大气污染防治法》第七十二条第一款，依据该法第一百一十七条第（一）项',
    fineYuan: [10_000, 100_000],
  },
  open_organics: {
    text: '违反《中华人民共和国大气污染防治法》第四十五条，依据该法第一百零八条第（一）项',
    fineYuan: light,
  },
  no_records: {
    text: '违反《排污许可管理条例》第二十一条第一款，依据该条例第三十七条第（一）项',
    fineYuan: [5000, 20_000],
  },
  no_self_monitoring: {
    text: '违反《排污许可管理条例》第十九条第一款，依据该条例第三十六条第（五）项',
    fineYuan: light,
  },
}

function codeBasis({ category, act }: Incident): string {
  const law = '《中华人民共和国生态环境法典》'
  switch (category) {
    case 'serious_exceedance':
      return `违反${law}关于不得超过污染物排放标准排放污染物的规定，依据该法典法律责任和附则编的相应规定`
    case 'stealth_discharge':
    case 'falsified_data':
    case 'abnormal_operation':
      return `违反${law}关于禁止以逃避监管的方式排放污染物的规定，依据该法典法律责任和附则编的相应规定`
    case 'unpermitted_discharge':
      return `违反${law}关于依法取得排污许可证的规定，依据该法典法律责任和附则编的相应规定`
    case 'disclosure_failure':
      return `违反${law}第一百四十条、第一百八十五条，依据该法典第一千一百一十条`
    case 'obstruction':
      return `违反${law}关于接受现场检查的规定，依据该法典法律责任和附则编的相应规定`
    case 'other':
      return act === 'no_records'
        ? `违反${law}第一百八十三条，依据该法典法律责任和附则编的相应规定`
        : `违反${law}的相应规定，依据该法典法律责任和附则编`
  }
}
