import { permissionOfRoute, routes } from '#platform/permissions/routes.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Every public part of the plan: its page, what it is called, what it shows. A part whose page is not there is not shown. */
const parts: readonly { path: string; zh: readonly [string, string]; en: readonly [string, string] }[] = [
  {
    path: '/progress/problems',
    zh: ['整改台账', '查出的每一个问题：在哪里、限期、整改到哪一步、是否销号'],
    en: ['Rectification ledger', 'every problem that was found: where, by when, how far, whether it is closed'],
  },
  {
    path: '/progress/inspections',
    zh: ['现场检查', '日常、突击、夜间、交叉和双随机检查的结果'],
    en: ['Inspections', 'what daily, surprise, night, cross and random inspections found'],
  },
  {
    path: '/progress/draws',
    zh: ['双随机抽取', '每次抽取的名单、种子和算法，谁都可以重算'],
    en: ['Random draws', 'pools, seed and algorithm of each draw, which anybody can compute again'],
  },
  {
    path: '/progress/ledgers',
    zh: ['月报台账', '各县（市、区）每月报送的排查台账和整改台账，报送后不变'],
    en: ['Ledgers as reported', 'both ledgers of each county and month, as they were sent'],
  },
  {
    path: '/progress/campaigns',
    zh: ['专项检查', '查了谁、查出什么、处罚了谁'],
    en: ['Campaigns', 'who was checked, what was found, who was punished'],
  },
  {
    path: '/progress/papers',
    zh: ['各县（市、区）实施细则', '报市局备案的文件，可以下载'],
    en: ['Rules of the counties', 'what each county filed with the city, to download'],
  },
  {
    path: '/progress/evaluations',
    zh: ['行业评估报告', '分行业的排查综合评估报告，每个数字附原始名单'],
    en: ['Evaluation reports', 'sector by sector, each figure with the rows behind it'],
  },
  {
    path: '/progress/counties',
    zh: ['县（市、区）考核', '得分、名次和公式，可以重算'],
    en: ['Assessment of counties', 'scores, ranking and formula, to compute again'],
  },
  {
    path: '/progress/tasks',
    zh: ['二十项任务', '牵头部门、期限和各单位进展'],
    en: ['The twenty tasks', 'who leads, by when, how far each unit is'],
  },
  {
    path: '/progress/measures',
    zh: ['约谈、挂牌督办、通报', '对县（市、区）采取的措施和落实情况'],
    en: ['Measures against counties', 'talks, listed supervision, criticism, and what followed'],
  },
  {
    path: '/progress/responsible',
    zh: ['网格长和河长', '每个污染源由谁负责，办公电话'],
    en: ['Who is responsible', 'the post and office telephone for each source'],
  },
  {
    path: '/progress/unprosecuted',
    zh: ['应查尽查、应罚尽罚、应移尽移', '应当检查、立案、移送而还没有的，各县（市、区）有多少'],
    en: ['Check all, fine all, transfer all', 'what should have been dealt with and was not, by county'],
  },
  {
    path: '/monitoring/orders',
    zh: ['督办单', '超标和数据异常，24 小时内三方答复'],
    en: ['Supervision orders', 'exceedances and doubtful data, answered within 24 hours'],
  },
]

export const planParts = (locale: Locale) =>
  parts
    .filter(({ path }) => path in routes && permissionOfRoute(path, 'GET') === 'public.read')
    .map(({ path, ...words }) => ({ path, title: words[locale][0], lead: words[locale][1] }))
