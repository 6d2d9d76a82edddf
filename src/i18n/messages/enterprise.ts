import { bilingual } from '#src/i18n/bilingual.ts'

/** What the reader has asked the register for, in words; lists are already joined. */
export interface RegisterState {
  regions: string
  sectors: string
  controls: string
  /** Further conditions, each a phrase. */
  conditions: string[]
  total: string
}

/** The register's list. */
export const enterpriseMessages = bilingual(
  {
    title: '排污单位',
    description: '查益阳市的排污单位：按名称、拼音、信用代码、地址、污染物查找，按地区、行业、超标和信息公开情况筛选。',
    whole: (total: string, exceeding: string) => `全市 ${total} 家排污单位，${exceeding} 家最近一次公开有超标`,
    state: ({ regions, sectors, controls, conditions, total }: RegisterState) =>
      `${regions || '全市'}的${[controls, sectors].filter(Boolean).join('')}企业${conditions.map((condition) => `，${condition}`).join('')}：${total} 家`,
    withWords: (q: string) => `含“${q}”`,
    withWater: '排放废水',
    withAir: '排放废气',
    withFactor: (names: string) => `排放${names}`,
    withExceedance: '最近一次公开有超标',
    withFiling: (year: number, states: string) => `${year} 年信息${states}`,
    placeholder: '名称、拼音首字母、信用代码、地址、污染物',
    examples: '例如',
    none: '没有符合条件的排污单位。',
    noneHint: '请减少一个筛选条件，或换一个写法：名称的一部分、拼音首字母（如 yysz）、18 位信用代码。',
    enterprise: '排污单位',
    worst: '最接近或超过限值的一项',
    worstHint: '最近一次信息公开中，年内最高浓度与限值之比最大的排放口和污染物。',
    exceedances: '超标次数',
    cases: '曝光案件',
    filing: (year: number) => `${year} 年公开`,
    byName: '名称',
    noMeasurement: '尚无公开数据',
    region: '地区',
    sector: '行业',
    control: '控制级别',
    medium: '排放类型',
    exceeding: '超标',
    exceedingYes: '最近一次公开有超标',
    factor: '污染因子',
    filingFacet: (year: number) => `${year} 年信息公开`,
    listSeparator: '、',
    onMap: '在地图上看',
    asData: '这份名单的数据',
    pastEnd: (page: number, last: number) => `没有第 ${page} 页，最后一页是第 ${last} 页。`,
    toLastPage: '打开最后一页',
  },
  {
    title: 'Enterprises',
    description:
      'The polluters of Yiyang: found by name, pinyin, credit code, address or pollutant; narrowed by county, sector, exceedances and disclosure.',
    whole: (total, exceeding) => `${total} enterprises, ${exceeding} with exceedances in their newest disclosure`,
    state: ({ regions, sectors, controls, conditions, total }) =>
      `${total} ${[controls, 'enterprises'].filter(Boolean).join(' ')}${sectors ? ` in ${sectors}` : ''}${regions ? `, ${regions}` : ''}${conditions.map((condition) => `, ${condition}`).join('')}`,
    withWords: (q) => `matching “${q}”`,
    withWater: 'discharging waste water',
    withAir: 'discharging waste gas',
    withFactor: (names) => `discharging ${names}`,
    withExceedance: 'with exceedances in the newest disclosure',
    withFiling: (year, states) => `disclosure of ${year}: ${states.toLowerCase()}`,
    placeholder: 'Name, pinyin initials, credit code, address, pollutant',
    examples: 'For example',
    none: 'No enterprise matches.',
    noneHint:
      'Take off a filter, or spell it another way: a part of the name, its pinyin initials (yysz), the credit code of 18 characters.',
    enterprise: 'Enterprise',
    worst: 'Nearest to or farthest over its limit',
    worstHint:
      'The outlet and pollutant of the newest disclosure whose highest concentration of the year is the largest share of its limit.',
    exceedances: 'Exceedances',
    cases: 'Cases',
    filing: (year) => `Disclosure ${year}`,
    byName: 'Name',
    noMeasurement: 'nothing disclosed yet',
    region: 'County',
    sector: 'Sector',
    control: 'Control level',
    medium: 'Discharges',
    exceeding: 'Exceedances',
    exceedingYes: 'In the newest disclosure',
    factor: 'Pollutant',
    filingFacet: (year) => `Disclosure of ${year}`,
    listSeparator: ', ',
    onMap: 'Show on the map',
    asData: 'This list as data',
    pastEnd: (page, last) => `There is no page ${page}; the last one is page ${last}.`,
    toLastPage: 'Open the last page',
  },
)
