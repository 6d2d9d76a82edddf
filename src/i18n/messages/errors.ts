import { bilingual } from '#src/i18n/bilingual.ts'

export const errorMessages = bilingual(
  {
    notFound: '没有这一页',
    notFoundGiven: (path: string) => `这个网址没有内容：${path}`,
    notFoundHelp: '可能是网址有误，或者内容已经撤下。可以从这里查起：',
    fault: '出了故障',
    faultHelp: '问题在我们这边，不在您。刚才提交的内容可能没有保存，请稍后再试。',
    faultReference: (id: string) => `联系管理员时请提供这个编号：${id}`,
    home: '回到首页',
    enterprises: '全部企业',
    board: '曝光台',
    map: '地图',
    library: '资料',
  },
  {
    notFound: 'There is no such page',
    notFoundGiven: (path) => `Nothing is kept at this address: ${path}`,
    notFoundHelp: 'The address may be wrong, or the content was taken down. You can start from here:',
    fault: 'Something failed',
    faultHelp: 'The fault is ours, not yours. What you just sent may not have been saved; please try again in a while.',
    faultReference: (id) => `Give this number when you write to the administrator: ${id}`,
    home: 'Front page',
    enterprises: 'All enterprises',
    board: 'Exposure board',
    map: 'Map',
    library: 'Library',
  },
)
