import type { Unreadable } from '#platform/sheet/sheet.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Why a file cannot be read as a table at all. */
const unreadableMessages = bilingual(
  {
    empty: '文件是空的。',
    tooLarge: (mb: string, most: string) => `文件有 ${mb} MB，最多 ${most} MB。`,
    unpacksTooLarge: (most: string) => `文件解压后超过 ${most} MB，不予读取。请另存为普通的 .xlsx 或 CSV。`,
    tooManyRows: (most: string) => `超过 ${most} 行；请分成几个文件。`,
    oldExcel: '这是旧版 Excel（.xls）、WPS（.et）或加了密码的文件；请另存为不带密码的 .xlsx 或 CSV。',
    macros: '这是带宏的工作簿（.xlsm）；请另存为 .xlsx。',
    notASheet: '这不是 Excel 工作簿（.xlsx），也不是 CSV。',
    noWorkbook: '这不是 Excel 工作簿（.xlsx）。CSV、图片、PDF 不能在这里导入；请用下载的表格填写，存为 .xlsx。',
    encoding: '文字编码认不出；请存为 UTF-8 或 GBK（GB18030）。',
    quotes: (line: number) => `第 ${line} 行的引号不成对。`,
  },
  {
    empty: 'The file is empty.',
    tooLarge: (mb, most) => `The file has ${mb} MB; at most ${most} MB are read.`,
    unpacksTooLarge: (most) =>
      `The file unpacks to more than ${most} MB and is not read. Save it as a plain .xlsx or CSV.`,
    tooManyRows: (most) => `More than ${most} rows; please split the file.`,
    oldExcel:
      'This is an old Excel (.xls) or WPS (.et) file, or one with a password; save it as .xlsx or CSV without a password.',
    macros: 'This is a workbook with macros (.xlsm); save it as .xlsx.',
    notASheet: 'This is neither an Excel workbook (.xlsx) nor CSV.',
    noWorkbook:
      'This is no Excel workbook (.xlsx). CSV, pictures and PDF cannot be imported here; fill in the workbook that you downloaded and save it as .xlsx.',
    encoding: 'The text encoding is not recognised; save it as UTF-8 or GBK (GB18030).',
    quotes: (line) => `The quotes in line ${line} do not pair.`,
  },
)

/** Why a file cannot be read, in words. */
export function unreadableText(reason: Unreadable, locale: Locale): string {
  const say = unreadableMessages[locale]
  const mb = (bytes: number) => formatNumber(locale, Math.round((bytes / 1024 / 1024) * 10) / 10)
  switch (reason.kind) {
    case 'empty':
      return say.empty
    case 'too_large':
      return say.tooLarge(mb(reason.bytes), mb(reason.most))
    case 'unpacks_too_large':
      return say.unpacksTooLarge(mb(reason.most))
    case 'too_many_rows':
      return say.tooManyRows(formatNumber(locale, reason.most))
    case 'old_excel':
      return say.oldExcel
    case 'macros':
      return say.macros
    case 'not_a_sheet':
      return say.notASheet
    case 'no_workbook':
      return say.noWorkbook
    case 'encoding':
      return say.encoding
    case 'quotes':
      return say.quotes(reason.line)
  }
}
