import type { EvidenceRefusal } from '#domain/report/rules/evidence.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import { formatBytes, formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'

const taken = {
  zh: '照片（JPG、PNG、WebP、HEIC）、视频（MP4、MOV）、文件（PDF、DOCX、XLSX）',
  en: 'photos (JPG, PNG, WebP, HEIC), videos (MP4, MOV) and documents (PDF, DOCX, XLSX)',
}

const evidenceMessages = bilingual(
  {
    empty: '文件是空的。',
    tooLarge: (given: string, most: string) => `文件有 ${given}，最多 ${most}。视频可剪短或分成几段。`,
    kind: (given: string) => `文件内容是 ${given}，这里收${taken.zh}。`,
    unknownKind: `认不出文件内容的格式。这里收${taken.zh}。`,
    extension: (given: string, allowed: string) =>
      `文件名的后缀是“${given}”，内容却是 ${allowed}。请用原来的程序另存，不要改后缀。`,
    pixels: (size: string, most: string) => `图片有 ${size} 像素，最多 ${most} 万像素。请缩小后再传。`,
    test_virus: '文件里有病毒检测的测试代码，不予接收。',
    hidden_file: '图片后面藏着另一个文件，不予接收。请重新拍照或截图后再传。',
    markup: '图片里藏着网页代码，不予接收。请重新拍照或截图后再传。',
    broken_picture: '图片不完整或已损坏，打不开。请重新选择，或截图后再传。',
    active_content: '文件里带有宏或程序，不予接收。请另存为不带宏的格式，或打印成 PDF、拍照后再传。',
    unpacks_too_far: '文件解开后大得不正常，不予接收。请重新另存后再传。',
  },
  {
    empty: 'The file is empty.',
    tooLarge: (given, most) => `The file has ${given}; at most ${most} are taken. A video can be cut or split.`,
    kind: (given) => `The file's content is ${given}. Taken are ${taken.en}.`,
    unknownKind: `The format of the file's content is not known. Taken are ${taken.en}.`,
    extension: (given, allowed) =>
      `The file's name ends in "${given}", but its content is ${allowed}. Please save it again with its own program instead of changing the name.`,
    pixels: (size, most) =>
      `The picture has ${size} pixels; at most ${most} million are taken. Please make it smaller.`,
    test_virus: 'The file holds the test code of virus scanners and is not taken.',
    hidden_file:
      'Another file is hidden behind the picture, so it is not taken. Please take the photo or a screenshot again.',
    markup:
      'Code of a web page is hidden in the picture, so it is not taken. Please take the photo or a screenshot again.',
    broken_picture:
      'The picture is incomplete or damaged and cannot be opened. Please choose it again, or send a screenshot.',
    active_content:
      'The file holds macros or programs and is not taken. Please save it without macros, print it as a PDF or photograph it.',
    unpacks_too_far: 'The file would unpack to an abnormal size and is not taken. Please save it again.',
  },
)

/** The sentence for the person who sent the file. */
export function refusedEvidenceText(locale: Locale, reason: EvidenceRefusal): string {
  const say = evidenceMessages[locale]
  switch (reason.code) {
    case 'too_large':
      return say.tooLarge(formatBytes(locale, reason.given), formatBytes(locale, reason.allowed))
    case 'kind':
      return reason.given ? say.kind(reason.given.toUpperCase()) : say.unknownKind
    case 'extension':
      return say.extension(reason.given ? `.${reason.given}` : '', reason.allowed.map((each) => `.${each}`).join(' / '))
    case 'too_many_pixels':
      return say.pixels(
        `${formatNumber(locale, reason.given.width)} × ${formatNumber(locale, reason.given.height)}`,
        formatNumber(locale, reason.allowed / (locale === 'zh' ? 10_000 : 1_000_000)),
      )
    default:
      return say[reason.code]
  }
}
