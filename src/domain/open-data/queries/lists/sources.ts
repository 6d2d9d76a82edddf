import { words } from '#domain/open-data/rules/column.ts'

/** Who says what the lists hold. */
export const sources = {
  bureau: words('市、县生态环境部门', 'The environmental authorities of the city and its counties'),
  firms: words('排污单位自行公开，签字负责', 'The enterprises themselves, who sign for it'),
  devices: words('污染源自动监测设备（HJ 212），原样转载', 'Automatic monitoring devices (HJ 212), as sent'),
  standards: words('国家和地方标准原文', 'The texts of national and local standards'),
}

/** How soon a change of the source is seen. */
export const refreshes = {
  atOnce: words('有变化即更新，一分钟内可见', 'With each change, seen within a minute'),
  devices: words('设备每上报一次即更新', 'With each packet of a device'),
  quarterly: words('每季度结束后发布一次', 'Once after each quarter'),
  release: words('随文件修订更新', 'When the documents are revised'),
}

/** Of events: what takes names off the exposure board or changes them there. */
export const casesHide = ['case.withdrawn', 'case.expired', 'case.repaired', 'case.corrected']
