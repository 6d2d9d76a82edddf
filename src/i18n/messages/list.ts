import { bilingual } from '#src/i18n/bilingual.ts'

export const listMessages = bilingual(
  {
    filters: '筛选',
    closeFilters: '收起筛选',
    removeFilter: (label: string) => `取消筛选：${label}`,
    clearFilters: '清除全部筛选',
    pages: '分页',
    previous: '上一页',
    next: '下一页',
    page: (n: number) => `第 ${n} 页`,
    range: (first: string, last: string, total: string) => `第 ${first}–${last} 条，共 ${total} 条`,
    sortBy: (label: string) => `按${label}排序`,
  },
  {
    filters: 'Filters',
    closeFilters: 'Hide the filters',
    removeFilter: (label) => `Take off the filter: ${label}`,
    clearFilters: 'Clear all filters',
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    page: (n) => `Page ${n}`,
    range: (first, last, total) => `${first}–${last} of ${total}`,
    sortBy: (label) => `Sort by ${label.toLowerCase()}`,
  },
)
