import { describe, expect, it } from 'vitest'
import type { EvidenceRefusal } from '#domain/report/rules/evidence.ts'
import { refusedEvidenceText } from '#src/i18n/messages/evidence.ts'

const MB = 1024 * 1024
const reasons: [EvidenceRefusal, RegExp, RegExp][] = [
  [{ code: 'empty' }, /文件是空的/, /The file is empty/],
  [{ code: 'too_large', given: 61 * MB, allowed: 50 * MB }, /61 MB，最多 50 MB/, /has 61 MB; at most 50 MB/],
  [{ code: 'kind', given: 'exe' }, /内容是 EXE，这里收照片/, /content is EXE\. Taken are photos \(JPG/],
  [{ code: 'kind', given: undefined }, /认不出文件内容/, /format of the file's content is not known/],
  [
    { code: 'extension', given: 'png', allowed: ['jpg', 'jpeg'] },
    /后缀是“.png”，内容却是 .jpg \/ .jpeg/,
    /ends in ".png", but its content is .jpg \/ .jpeg/,
  ],
  [
    { code: 'too_many_pixels', given: { width: 50_000, height: 50_000 }, allowed: 80_000_000 },
    /50,000 × 50,000 像素，最多 8,000 万像素/,
    /50,000 × 50,000 pixels; at most 80 million/,
  ],
  [{ code: 'test_virus' }, /病毒检测的测试代码/, /test code of virus scanners/],
  [{ code: 'hidden_file' }, /藏着另一个文件/, /Another file is hidden/],
  [{ code: 'markup' }, /藏着网页代码/, /Code of a web page is hidden/],
  [{ code: 'unpacks_too_far' }, /解压|解开|展开/, /would unpack to an abnormal size/],
]

describe('why a file of evidence is not taken', () => {
  it.each(reasons)('%j is said in both languages, with what was given and what is allowed', (reason, zh, en) => {
    expect(refusedEvidenceText('zh', reason)).toMatch(zh)
    expect(refusedEvidenceText('en', reason)).toMatch(en)
    expect(refusedEvidenceText('en', reason)).not.toMatch(/\p{Script=Han}/u)
  })
})
