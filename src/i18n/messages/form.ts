import { bilingual } from '#src/i18n/bilingual.ts'

export const formMessages = bilingual(
  {
    optional: '（选填）',
    problems: (count: number) => `有 ${count} 处需要修改`,
    search: '查找',
    searchLabel: '查找企业、污染物、文书号、地址',
  },
  {
    optional: ' (optional)',
    problems: (count) => (count === 1 ? 'One thing needs to be put right' : `${count} things need to be put right`),
    search: 'Search',
    searchLabel: 'Search for enterprises, pollutants, document numbers, addresses',
  },
)
