import { bilingual } from '#src/i18n/bilingual.ts'

export const mapMessages = bilingual(
  {
    within: '公开的数据都在限值内',
    near: '接近限值',
    over: '最近一次公开有超标',
    none: '没有公开的数据',
  },
  {
    within: 'all disclosed values within the limits',
    near: 'near a limit',
    over: 'over a limit in its newest disclosure',
    none: 'no disclosed data',
  },
)
