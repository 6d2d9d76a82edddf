import { bilingual } from '#src/i18n/bilingual.ts'

/** The table for other sites' pages, and the box that gives its HTML. */
export const embedMessages = bilingual(
  {
    all: '全部案件',
    demo: '演示数据，均为虚构',
    open: '把这张表放进你的网页',
    how: '复制下面的代码。表格随曝光台更新，不含脚本、表单和 Cookie，不收集读者信息；limit 是行数，1 到 50。',
    html: 'HTML 代码',
    preview: '预览',
  },
  {
    all: 'All cases',
    demo: 'demo data, invented',
    open: 'Put this table into your page',
    how: 'Copy the code below. The table follows the board; it holds no script, form or cookie and collects nothing of its readers. limit is the number of rows, 1 to 50.',
    html: 'HTML code',
    preview: 'Preview',
  },
)
