import { bilingual } from '#src/i18n/bilingual.ts'

/** A blank between Chinese and what is set in Latin letters or figures. */
const spaced = (text: string) => text.replace(/^(?=[\w<])/, ' ').replace(/(?<=[\w%°])$/, ' ')

/** What one version says otherwise than another, in sentences. */
export const changesMessages = bilingual(
  {
    title: (name: string, year: number) => `${name} ${year} 年度公开信息的变化`,
    answer: (before: number, after: number, n: number) => `与第 ${before} 版相比，第 ${after} 版改了 ${n} 处`,
    answerNone: (before: number, after: number) => `第 ${before} 版和第 ${after} 版的公开内容相同`,
    onlyOne: '这一年度只公开过一版，没有可以对比的版本。',
    isFirst: '这是第一版；请选择与哪一版对比。',
    reason: '更正理由',
    signed: (name: string, at: string) => `${name} ${at} 签署`,
    compareWith: '与哪一版对比',
    version: (n: number) => `第 ${n} 版`,
    noVersion: (given: string, known: string) => `没有“${given}”这一版可以对比。可以对比的版本：${known || '无'}。`,
    values: '各排放口的数值',
    form: '其他内容',
    added: '新增',
    removed: '删去',
    from: (label: string, before: string, after: string) => `${label}由${spaced(before)}改为${spaced(after).trimEnd()}`,
    was: (label: string, before: string) => `${label}原为${spaced(before).trimEnd()}，现在没有填写`,
    now: (label: string, after: string) => `${label}原来没有填写，现为${spaced(after).trimEnd()}`,
    said: (label: string, after: string) => `${label}：${after}`,
    change: (percent: string) => `（${percent}）`,
    stop: '。',
    asData: '机器可读（JSON）',
    toVersion: (n: number) => `查看第 ${n} 版`,
    tonnes: '吨',
    times: '次',
    quote: (text: string) => `“${text}”`,
  },
  {
    title: (name, year) => `${name}: what changed in the disclosure of ${year}`,
    answer: (before, after, n) =>
      `Version ${after} says ${n} ${n === 1 ? 'thing' : 'things'} otherwise than version ${before}`,
    answerNone: (before, after) => `Versions ${before} and ${after} say the same`,
    onlyOne: 'Only one version of this year was ever published: there is nothing to compare with.',
    isFirst: 'This is the first version: choose one to compare it with.',
    reason: 'Reason for the correction',
    signed: (name, at) => `signed by ${name}, ${at}`,
    compareWith: 'Compare with',
    version: (n) => `Version ${n}`,
    noVersion: (given, known) =>
      `There is no version “${given}” to compare with. Versions that can be compared: ${known || 'none'}.`,
    values: 'Values of the outlets',
    form: 'The rest of the form',
    added: 'added',
    removed: 'taken out',
    from: (label, before, after) => `${label} changed from ${before} to ${after}`,
    was: (label, before) => `${label} was ${before} and is blank now`,
    now: (label, after) => `${label} was blank and is ${after} now`,
    said: (label, after) => `${label}: ${after}`,
    change: (percent) => ` (${percent})`,
    stop: '.',
    asData: 'Machine-readable (JSON)',
    toVersion: (n) => `See version ${n}`,
    tonnes: 't',
    times: '',
    quote: (text) => `“${text}”`,
  },
)
