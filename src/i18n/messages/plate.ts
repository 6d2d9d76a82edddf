import { bilingual } from '#src/i18n/bilingual.ts'

/** The board at a factory's gate. */
export const plateMessages = bilingual(
  {
    title: (name: string) => `${name}：厂门口的公示牌`,
    lead: '打印后挂在厂门口：任何人扫码都能看到这家单位的排放、限值、公开和处罚。网址永远不变。',
    kicker: '污染源信息公开',
    scan: '扫码看：排放了什么、限值多少、有没有超标、受过什么处罚；发现问题可以直接举报。',
    creditCode: '统一社会信用代码',
    county: '县（市、区）',
    hotline: '举报电话',
    address: '网址',
    svg: '二维码（SVG）',
  },
  {
    title: (name) => `${name}: board for the gate`,
    lead: 'To be printed and put up at the gate: whoever scans it sees what the firm discharges, its limits, disclosures and penalties. The address never changes.',
    kicker: 'Pollution record',
    scan: 'Scan to see what is discharged, the limits, exceedances and penalties; and to report a problem.',
    creditCode: 'Credit code',
    county: 'County',
    hotline: 'Report by telephone',
    address: 'Address',
    svg: 'QR code (SVG)',
  },
)
