import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'

export const pressMessages = bilingual(
  {
    title: '媒体页',
    description: '曝光台供媒体使用的材料：最新严重案件、引用格式、数据下载、订阅、图片和数字含义。',
    lead: (total: string, grave: string) =>
      `曝光台现有 ${total} 件案件，其中 ${grave} 件属偷排偷放、数据造假、不正常运行治污设施或严重超标。`,
    noEmbargo: '没有预先供稿：案件在公布的同一时刻对所有人可见，不需注册，不需采访证明。',
    newest: '最新的严重案件',
    allGrave: '全部严重案件',
    cite: '怎样引用',
    citeText:
      '每个案件页下方有“引用这条记录”：一句可直接使用的话，以及 BibTeX、RIS、CSL-JSON 文件。引用里有决定日期、版本日期和内容指纹。',
    citeChange: '案件更正后指纹随之改变；被撤下的案件不再有指纹，页面只留“曾有一条记录”和日期。报道中请写明查阅日期。',
    check: '核对指纹',
    checkText:
      '指纹是公开记录的 SHA-256。取接口返回的 data，去掉 fingerprint，按键名排序、不留空格写成 JSON（UTF-8），再算 SHA-256。例如：',
    downloads: '数据下载',
    downloadsText: '曝光台任何一个查询结果都可以整个下载；文件最后一行写明共有几件，没有这一行说明文件不完整。',
    api: '开放接口（JSON）',
    feeds: '订阅',
    feedsText:
      '任何一个查询都有 Atom 和 JSON 订阅，limit 最多 500 条；订阅里也会通知哪些案件已被撤下，请同时撤下转载。',
    embed: '嵌入表格',
    embedText: '在曝光台选好条件，页面下方“把这张表放进你的网页”给出代码。表格会随曝光台更新，撤下的案件也会从中消失。',
    pictures: '图片',
    picturesText:
      '每个案件、每家企业和曝光台都有 1200 × 630 的卡片，在页面地址后加 /card.png；地图可以截取，请注明来源。',
    boardCard: '曝光台卡片',
    map: '污染源地图',
    meaning: '数字的含义',
    licence: '使用条件',
    licenceText:
      '行政处罚决定等公文不受著作权保护（著作权法第五条）。曝光台的数据、订阅、卡片和表格可以免费转载和加工，请注明“清源·益阳市环境违法行为曝光台”、网址和查阅日期，不要改动事实。人员姓名只为说明该案，请勿另作他用。',
    contact: '联系',
    contactText:
      '益阳市环境保护局宣传与信息公开岗位。岗位轮值，不公布个人姓名和电话；对某条记录有疑问，请写明案件编号。',
    contactCounty: '具体案情由作出决定的机关答复，机关名称在案件页“决定机关”一栏。',
    statistics: '统计',
  },
  {
    title: 'Press',
    description:
      'The exposure board for the media: the newest grave cases, how to cite, data, feeds, pictures, and what the figures mean.',
    lead: (total, grave) =>
      `The board holds ${total} cases; ${grave} of them are secret discharge, falsified data, treatment facilities run abnormally or serious exceedance.`,
    noEmbargo:
      'There is no embargo: a case is visible to everybody at the moment it is published, without registration or accreditation.',
    newest: 'The newest grave cases',
    allGrave: 'All grave cases',
    cite: 'How to cite',
    citeText:
      'Below each case stands “Cite this record”: a sentence to copy, and files for BibTeX, RIS and CSL-JSON. It gives the day of the decision, the day of the version and a fingerprint.',
    citeChange:
      'A correction changes the fingerprint. A record that was taken down has none; its page keeps the fact that there was a record, and the days. Please give the day on which you read it.',
    check: 'Checking a fingerprint',
    checkText:
      'It is the SHA-256 of the public record: take data from the API’s answer, leave fingerprint out, write it as JSON with sorted keys and no blanks (UTF-8), and count. For example:',
    downloads: 'Data',
    downloadsText:
      'Any state of the board can be had whole as a file. Its last line says how many cases there are; a file without it is not complete.',
    api: 'Open data API (JSON)',
    feeds: 'Feeds',
    feedsText:
      'Every search has an Atom and a JSON feed, with limit up to 500 entries. Feeds also say which records were taken down; please take copies down too.',
    embed: 'A table for your page',
    embedText:
      'Choose a state of the board; “Put this table into your page” below it gives the code. The table follows the board, and what is taken down goes from it too.',
    pictures: 'Pictures',
    picturesText:
      'Each case, each firm and the board have a card of 1200 × 630: add /card.png to the address. The map may be copied with its source.',
    boardCard: 'Card of the exposure board',
    map: 'Map of the sources',
    meaning: 'What the figures mean',
    licence: 'Terms',
    licenceText:
      'Administrative decisions are not subject to copyright (Copyright Law, art. 5). Data, feeds, cards and tables may be used and adapted free of charge; please name “Qingyuan, Exposure board of Yiyang”, the address and the day, and leave the facts as they are. Persons are named for their case only.',
    contact: 'Contact',
    contactText:
      'The information desk of the environmental bureau of Yiyang. The desk is staffed in turn and gives no personal names or numbers; please give the number of the case.',
    contactCounty: 'On the facts of a case the deciding authority answers; it is named on the case’s page.',
    statistics: 'Statistics',
  },
)

/** What the figures of the board mean: word and meaning. */
export const figureMeanings: Record<Locale, [word: string, meaning: string][]> = {
  zh: [
    ['一件', '一份处罚决定书。同一企业一年内被处罚两次算两件。'],
    ['罚款', '决定书中的罚款与按日计罚之和，不含没收和其他措施，不等于已缴金额。'],
    ['两年内再次违法', '决定日之前两年内，同一企业另有一份已公布的处罚决定。'],
    ['执行情况', '未执行、执行中、已执行、逾期未执行，由经办单位登记。'],
    ['严重案件', '偷排偷放、数据造假、不正常运行污染防治设施、严重超标四类。'],
    ['不在其中', '已撤下和已完成信用修复的案件；公布期满的案件。所以同一个数字以后可能变小。'],
  ],
  en: [
    ['One case', 'One penalty decision. A firm fined twice in a year counts twice.'],
    [
      'Fine',
      'The fine and the daily penalty of the decision added up; not what was confiscated, and not what was paid.',
    ],
    ['Repeated', 'In the two years before, the same firm had another decision that is published.'],
    ['Execution', 'Pending, in progress, done, overdue: entered by the office in charge.'],
    ['Grave', 'Secret discharge, falsified data, facilities run abnormally, serious exceedance.'],
    ['Not counted', 'Records taken down, repaired or past their time of display: a figure can become smaller later.'],
  ],
}
