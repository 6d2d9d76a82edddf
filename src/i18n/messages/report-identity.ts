import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Opening what is sealed of a report, by the core group. */
export const reportIdentityMessages = bilingual(
  {
    title: '打开封存内容',
    lead: '只为办案所必需。每次打开都记下由谁、何时、为何打开，举报人凭回执看得到；县（市、区）看不到。打开的内容不要抄入案卷、转办单或邮件。',
    part: '打开什么',
    file: '哪个原件',
    fileHint: '只在打开证据原件时选择；原件带有拍摄信息，下载后妥善保管',
    chooseFile: '请选择',
    fileNo: (n: number, medium: string, size: string) => `第 ${n} 个：${medium}，${size}`,
    reason: '理由',
    reasonHint: '10 至 200 字。举报人会看到；不写姓名、电话。',
    open: '打开并记录',
    opened: '已打开并记录。离开或刷新本页后不再显示。',
    name: '姓名',
    telephone: '电话',
    words: '反映的情况',
    place: '地点',
    seen: '时间',
    firm: '所涉单位',
    none: '未写',
    before: '以前打开过的',
    never: '还没有人打开过。',
    destroyed: '姓名、电话和原件已按期限销毁，任何人都不能再打开。',
    anonymous: '这件是匿名举报，没有姓名电话。',
    unreadable: '提交的内容无法读取，请重新填写。',
  },
  {
    title: 'Open what is sealed',
    lead: 'Only where the case needs it. Each opening is recorded with who, when and why; the reporter sees it with the receipt, the county does not. Nothing opened goes into files, transfer sheets or mail.',
    part: 'What to open',
    file: 'Which original',
    fileHint: 'Only for an original of the evidence. It holds what the camera wrote into it: keep it safe',
    chooseFile: 'Choose',
    fileNo: (n: number, medium: string, size: string) => `No. ${n}: ${medium}, ${size}`,
    reason: 'Reason',
    reasonHint: '10 to 200 characters. The reporter reads it; no names or telephone numbers.',
    open: 'Open and record',
    opened: 'Opened and recorded. It is shown on this page only, until you leave or reload it.',
    name: 'Name',
    telephone: 'Telephone',
    words: 'What was seen',
    place: 'Place',
    seen: 'Time',
    firm: 'Enterprise',
    none: 'not given',
    before: 'Opened before',
    never: 'Nobody has opened anything yet.',
    destroyed: 'Name, telephone and originals were destroyed after their term: nobody can open them.',
    anonymous: 'This is an anonymous report: there is no name or telephone.',
    unreadable: 'What was sent could not be read. Please fill it in again.',
  },
)

export const reportIdentityProblems = (locale: Locale): Record<string, string> =>
  locale === 'zh'
    ? { part: '请选择打开什么', reason: '请写明理由，10 至 200 字', fileId: '请选择一个原件' }
    : {
        part: 'Choose what to open',
        reason: 'Give the reason in 10 to 200 characters',
        fileId: 'Choose one of the originals',
      }
