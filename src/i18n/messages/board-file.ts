import { bilingual } from '#src/i18n/bilingual.ts'

/** Columns and the last line of a file of cases. */
export const boardFileMessages = bilingual(
  {
    number: '编号',
    title: '案件名称',
    creditCode: '统一社会信用代码',
    fineYuan: '罚款（元）',
    changedAt: '更新时间',
    address: '网址',
    yes: '是',
    no: '否',
    end: (count: number, day: string) => `共 ${count} 件；生成于 ${day}；移出曝光台的案件不在其中。`,
    busy: (seconds: number) => `正在生成的文件太多，请 ${seconds} 秒后再下载。`,
    download: '下载全部结果',
    csv: 'CSV',
    xlsx: 'Excel',
    json: 'JSON',
  },
  {
    number: 'No.',
    title: 'Case',
    creditCode: 'Unified social credit code',
    fineYuan: 'Fine (CNY)',
    changedAt: 'Last changed',
    address: 'Address',
    yes: 'yes',
    no: 'no',
    end: (count, day) => `${count} cases; made on ${day}; cases taken off the board are not among them.`,
    busy: (seconds) => `Too many files are being made at the moment; please come back in ${seconds} seconds.`,
    download: 'All results as a file',
    csv: 'CSV',
    xlsx: 'Excel',
    json: 'JSON',
  },
)
