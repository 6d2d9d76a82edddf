import type { Refused } from '#platform/storage/refused.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Why an uploaded file is not taken: what was given, what is allowed, what to do. */
const fileMessages = bilingual(
  {
    empty: '文件是空的。',
    tooLarge: (mb: string, most: string) => `文件有 ${mb} MB，最多 ${most} MB。请压缩或分成几个文件。`,
    kind: (given: string, allowed: string) => `文件内容是 ${given}，这里只收 ${allowed}。`,
    unknownKind: (allowed: string) => `认不出文件内容的格式，这里只收 ${allowed}。`,
    extension: (given: string, allowed: string) =>
      `文件名的后缀是“${given}”，但内容要求是 ${allowed}。请用原来的程序重新另存，不要只改后缀。`,
    noExtension: (allowed: string) => `文件名没有后缀，按内容应是 ${allowed}。`,
    macros: '这是带宏的文件，不予接收；请另存为不带宏的 .xlsx 或 .docx。',
    tooManyPixels: (size: string, pixels: string, side: string) =>
      `图片有 ${size} 像素，最多 ${pixels} 万像素、每边 ${side}。请缩小后再传。`,
    brokenImage: '图片不完整或已损坏，读不出来。请重新导出后再传。',
    brokenPdf: 'PDF 不完整或已损坏。请重新导出或重新扫描后再传。',
    lockedPdf: 'PDF 加了密码或权限限制。请去掉后再传。',
    activePdf: (name: string) => `PDF 含有可执行的内容或内嵌文件（${name}），不予接收。请“打印为 PDF”后再传。`,
  },
  {
    empty: 'The file is empty.',
    tooLarge: (mb: string, most: string) =>
      `The file has ${mb} MB; at most ${most} MB are taken. Please compress it or split it.`,
    kind: (given: string, allowed: string) => `The file's content is ${given}; only ${allowed} is taken here.`,
    unknownKind: (allowed: string) => `The format of the file's content is not known; only ${allowed} is taken here.`,
    extension: (given: string, allowed: string) =>
      `The file's name ends in "${given}", but by its content it should be ${allowed}. Please save it again with its own program; changing the name is not enough.`,
    noExtension: (allowed: string) => `The file's name has no extension; by its content it should be ${allowed}.`,
    macros: 'The file holds macros and is not taken; please save it as .xlsx or .docx without macros.',
    tooManyPixels: (size: string, pixels: string, side: string) =>
      `The picture has ${size} pixels; at most ${pixels} million and ${side} a side are taken. Please make it smaller.`,
    brokenImage: 'The picture is incomplete or damaged and cannot be read. Please export it again.',
    brokenPdf: 'The PDF is incomplete or damaged. Please export or scan it again.',
    lockedPdf: 'The PDF has a password or restricted rights. Please remove them first.',
    activePdf: (name: string) =>
      `The PDF holds something that runs, or a file inside (${name}), and is not taken. Please "print to PDF" and send that.`,
  },
)

/** The sentence for the person who sent the file. */
export function refusedFileText(locale: Locale, reason: Refused): string {
  const say = fileMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const mb = (bytes: number) => n(Math.ceil((bytes / 1024 / 1024) * 10) / 10)
  const list = (names: readonly string[]) => names.map((name) => name.toUpperCase()).join(locale === 'zh' ? '、' : ', ')
  switch (reason.code) {
    case 'empty':
      return say.empty
    case 'too_large':
      return say.tooLarge(mb(reason.given), mb(reason.allowed))
    case 'kind':
      return reason.given
        ? say.kind(reason.given.toUpperCase(), list(reason.allowed))
        : say.unknownKind(list(reason.allowed))
    case 'extension': {
      const allowed = reason.allowed.map((extension) => `.${extension}`).join(locale === 'zh' ? ' 或 ' : ' or ')
      return reason.given ? say.extension(`.${reason.given}`, allowed) : say.noExtension(allowed)
    }
    case 'macros':
      return say.macros
    case 'too_many_pixels': {
      const { given, allowed } = reason
      return say.tooManyPixels(
        `${given.width} × ${given.height}`,
        n(allowed.pixels / (locale === 'zh' ? 10_000 : 1_000_000)),
        n(allowed.side),
      )
    }
    case 'broken_image':
      return say.brokenImage
    case 'broken_pdf':
      return say.brokenPdf
    case 'locked_pdf':
      return say.lockedPdf
    case 'active_pdf':
      return say.activePdf(reason.given)
  }
}
