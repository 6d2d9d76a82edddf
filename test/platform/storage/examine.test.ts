import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { examineOffice, examinePdf } from '#platform/storage/examine.ts'
import { testVirus } from '#platform/storage/test-virus.ts'
import { pdf } from '#test/support/upload-files.ts'

const document = (parts: Record<string, string | Uint8Array> = {}) =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8('<w:document><w:t>夜里排黑水</w:t></w:document>'),
      ...Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    }),
  )
const related = (type: string, target: string) =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`

describe('a document', () => {
  it.each([
    ['of words alone', document(), undefined],
    [
      'with a link',
      document({ 'word/_rels/document.xml.rels': related('hyperlink', 'https://example.org') }),
      undefined,
    ],
    ['with the test virus packed in it', document({ 'word/embeddings/a.bin': testVirus }), 'test_virus'],
    ['with macros', document({ 'word/vbaProject.bin': 'x' }), 'active'],
    ['with a control', document({ 'word/activeX/activeX1.xml': '<x/>' }), 'active'],
    ['with an object of another program', document({ 'word/embeddings/oleObject1.bin': 'x' }), 'active'],
    ['with a program', document({ 'word\\media\\report.EXE': 'x' }), 'active'],
    [
      'with a template from outside',
      document({ 'word/_rels/settings.xml.rels': related('attachedTemplate', 'https://example.org/a.dotm') }),
      'outside',
    ],
    [
      'with a field that starts a program',
      document({ 'word/footer1.xml': '<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText>' }),
      'outside',
    ],
    ['that unpacks without an end', document({ 'word/media/a.xml': new Uint8Array(270 * 1024 * 1024) }), 'unexamined'],
    ['that was cut off', document().subarray(0, 120), 'unexamined'],
    [
      'whose list points behind its end',
      (() => {
        const bytes = document()
        bytes.writeUInt32LE(0x7fffffff, bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16)
        return bytes
      })(),
      'unexamined',
    ],
  ])('%s', (_, bytes, warning) => {
    expect(examineOffice(bytes)).toBe(warning)
  })

  it.each([
    ['of words alone', pdf(), undefined],
    ['with a script in a packed object', pdf('', { packed: '<< /S /JavaScript /JS (x) >>' }), 'active'],
    ['that starts a program', pdf('7 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj'), 'active'],
    ['with a file inside', pdf('7 0 obj\n<< /Type /EmbeddedFile >>\nendobj'), 'active'],
    ['with a password', pdf('', { trailer: '/Encrypt 5 0 R' }), 'locked'],
    ['with the test virus', pdf(`7 0 obj\n(${testVirus})\nendobj`), 'test_virus'],
    ['that was cut off', pdf().subarray(0, 200), 'unexamined'],
  ])('in PDF, %s', (_, bytes, warning) => {
    expect(examinePdf(bytes)).toBe(warning)
  })
})
