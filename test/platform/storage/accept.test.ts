import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { acceptUpload } from '#platform/storage/accept.ts'
import { cleanFileName } from '#platform/storage/file-name.ts'
import { RefusedFile, type UploadKind, uploadLimits } from '#platform/storage/refused.ts'
import { refusedFileText } from '#src/i18n/messages/files.ts'
import { xlsx, zip } from '#test/support/sheet-files.ts'
import { pdf, photograph } from '#test/support/upload-files.ts'

const scans = ['pdf', 'jpeg', 'png', 'webp'] as const
const refusal = async (bytes: Uint8Array, name: string, kinds: readonly UploadKind[] = scans) =>
  acceptUpload(bytes, name, kinds).then(
    () => undefined,
    (error) => {
      if (!(error instanceof RefusedFile)) throw error
      return error.reason
    },
  )
const contentTypes = (main: string) =>
  zip([
    {
      name: '[Content_Types].xml',
      content: Buffer.from(`<Types><Override PartName="/a.xml" ContentType="${main}"/></Types>`),
    },
    { name: 'a.xml', content: Buffer.from('<a/>') },
  ])

describe('an upload is taken when content and name say the same', () => {
  it('a scan as PDF stays as it is, byte for byte', async () => {
    expect(await acceptUpload(pdf(), '排污许可证.PDF', scans)).toEqual({
      bytes: pdf(),
      kind: 'pdf',
      mediaType: 'application/pdf',
      fileName: '排污许可证.pdf',
    })
  })

  it.each(['jpeg', 'png', 'webp'] as const)(
    'a %s is drawn anew, upright, without place, device or owner',
    async (kind) => {
      const given = await photograph(kind)
      expect(given.includes('OwnerName')).toBe(true)
      const { bytes, fileName } = await acceptUpload(given, `现场.${kind}`, scans)
      const { width, height, exif, xmp, iptc, orientation, format } = await sharp(bytes).metadata()
      expect({ width, height, exif, xmp, iptc, orientation, format }).toEqual({ width: 40, height: 60, format: kind })
      for (const trace of ['OwnerName', 'Telephone', 'Exif', 'xmpmeta']) expect(bytes.includes(trace)).toBe(false)
      expect(fileName).toBe(kind === 'jpeg' ? '现场.jpg' : `现场.${kind}`)
    },
  )

  it('what is hidden behind the end of a picture is not kept', async () => {
    const { bytes } = await acceptUpload(
      Buffer.concat([await photograph(), Buffer.from('<script>hidden')]),
      'a.jpg',
      scans,
    )
    expect(bytes.includes('hidden')).toBe(false)
  })

  it('a workbook and a document where they are asked for', async () => {
    const sheet = await xlsx([['a', 1]])
    expect((await acceptUpload(sheet, '模板.xlsx', ['xlsx'])).kind).toBe('xlsx')
    const document = contentTypes('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml')
    expect((await acceptUpload(document, 'a.docx', ['docx'])).kind).toBe('docx')
  })
})

describe('an upload is refused', () => {
  it('when it is empty, or larger than allowed by one byte', async () => {
    expect(await refusal(Buffer.alloc(0), 'a.pdf')).toEqual({ code: 'empty' })
    const large = Buffer.concat([pdf(), Buffer.alloc(uploadLimits.fileBytes)]).subarray(0, uploadLimits.fileBytes + 1)
    expect(await refusal(large, 'a.pdf')).toEqual({
      code: 'too_large',
      given: uploadLimits.fileBytes + 1,
      allowed: uploadLimits.fileBytes,
    })
  })

  it.each([
    ['a program', Buffer.from(`MZ${'\0'.repeat(200)}`), 'a.pdf', 'exe'],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.jpg', undefined],
    ['a drawing that may hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png', undefined],
    ['noise', Buffer.from('0123456789'.repeat(50)), 'a.pdf', undefined],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('GIF89a; '), pdf()]), 'a.pdf', 'gif'],
    ['a broken archive', Buffer.from('PK\x03\x04broken'), 'a.pdf', 'zip'],
  ])('when it is %s under another name', async (_, bytes, name, given) => {
    expect(await refusal(bytes, name)).toEqual({ code: 'kind', given, allowed: scans })
  })

  it('when it is of a kind that is not asked for here', async () => {
    expect(await refusal(pdf(), 'a.pdf', ['xlsx'])).toEqual({ code: 'kind', given: 'pdf', allowed: ['xlsx'] })
  })

  it('when its name says something else than its content', async () => {
    expect(await refusal(await photograph('png'), 'a.jpg')).toEqual({
      code: 'extension',
      given: 'jpg',
      allowed: ['png'],
    })
    expect(await refusal(pdf(), '扫描件')).toEqual({ code: 'extension', given: '', allowed: ['pdf'] })
    expect(await refusal(pdf(), 'a.pdf.exe')).toMatchObject({ code: 'extension', given: 'exe' })
  })

  it('when it holds macros, whatever it is called', async () => {
    for (const type of ['vnd.ms-excel.sheet.macroEnabled', 'vnd.ms-word.document.macroEnabled'])
      expect(await refusal(contentTypes(`application/${type}.main+xml`), 'a.xlsx', ['xlsx'])).toEqual({
        code: 'macros',
      })
  })

  it('when it is a picture that is cut off, or that unpacks to more than a sheet of paper', async () => {
    const noise = await sharp(randomBytes(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect(await refusal(noise.subarray(0, noise.length / 2), 'a.jpg')).toEqual({ code: 'broken_image' })
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(uploadLimits.fileBytes)
    expect(await refusal(bomb, 'a.png')).toMatchObject({
      code: 'too_many_pixels',
      given: { width: 16_000, height: 16_000 },
    })
  })

  it('when it is a PDF that is cut off or locked', async () => {
    expect(await refusal(pdf().subarray(0, 200), 'a.pdf')).toEqual({ code: 'broken_pdf' })
    expect(await refusal(pdf('', { trailer: '/Encrypt 7 0 R' }), 'a.pdf')).toEqual({ code: 'locked_pdf' })
  })

  it.each([
    ['/JavaScript', '5 0 obj\n<< /S /JavaScript /JS (app.alert) >>\nendobj'],
    ['/JS', '5 0 obj\n<< /S/#4aavaScriptx /JS(app.alert) >>\nendobj'],
    ['/JavaScript', '5 0 obj\n<< /S /#4aava#53cript >>\nendobj'],
    ['/Launch', '5 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj'],
    ['/EmbeddedFile', '5 0 obj\n<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream\nendobj'],
    ['/EmbeddedFiles', '5 0 obj\n<< /Names << /EmbeddedFiles 6 0 R >> >>\nendobj'],
  ])('when it is a PDF that names %s, in the open or packed', async (given, objects) => {
    expect(await refusal(pdf(objects), 'a.pdf')).toEqual({ code: 'active_pdf', given })
    const packed = objects.replace(/stream[\s\S]*endstream/, '')
    for (const filter of ['/Filter', '/#46ilter'])
      expect(await refusal(pdf('', { packed, filter }), 'a.pdf')).toEqual({ code: 'active_pdf', given })
  })

  it('when its packed objects unpack without end', async () => {
    const packed = ' '.repeat(65 * 1024 * 1024)
    for (const filter of ['/Filter', '/#46ilter'])
      expect(await refusal(pdf('', { packed, filter }), 'a.pdf')).toEqual({ code: 'broken_pdf' })
  })

  it('soon, also when it is made to keep the check busy', async () => {
    const started = performance.now()
    for (const part of ['stream\n', '<< /ObjStm ', '/J#61', '<<', '/ObjStm stream\nendstream obj '])
      await refusal(pdf(part.repeat(Math.floor(15_000_000 / part.length))), 'a.pdf')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('with a sentence that says what was given and what is allowed', async () => {
    const said = async (...given: Parameters<typeof refusal>) => {
      const reason = await refusal(...given)
      return reason && [refusedFileText('zh', reason), refusedFileText('en', reason)]
    }
    expect(await said(await photograph('png'), 'a.jpg')).toEqual([
      '文件名的后缀是“.jpg”，但内容要求是 .png。请用原来的程序重新另存，不要只改后缀。',
      'The file\'s name ends in ".jpg", but by its content it should be .png. Please save it again with its own program; changing the name is not enough.',
    ])
    expect(await said(Buffer.from('MZ'.padEnd(99, '\0')), 'a.exe')).toEqual([
      '文件内容是 EXE，这里只收 PDF、JPEG、PNG、WEBP。',
      "The file's content is EXE; only PDF, JPEG, PNG, WEBP is taken here.",
    ])
  })
})

describe('the name of an upload', () => {
  it.each([
    ['C:\\Users\\某某\\报告.pdf', '报告.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['report\u202efdp.exe.pdf', 'reportfdp.exe.pdf'],
    ['a\0b\r\nc.pdf', 'abc.pdf'],
    ['.htaccess.pdf', 'htaccess.pdf'],
    ['  两  个 空格 .pdf', '两 个 空格.pdf'],
    ['a<b>:"c|?*.pdf', 'a_b___c___.pdf'],
    ['.pdf', 'file.pdf'],
    ['\u200b\u2066.pdf', 'file.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(116)}.pdf`],
  ])('%j becomes %j', (given, clean) => expect(cleanFileName(given, 'pdf')).toBe(clean))

  it('never holds a path, a control or a deceiving character, and is never too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const clean = cleanFileName(given, 'pdf')
        expect(clean).toMatch(/^[^.\s/\\][^/\\]*\.pdf$/u)
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}<>:"|?*]/u)
        expect([...clean].length).toBeLessThanOrEqual(uploadLimits.nameCharacters)
        expect(cleanFileName(clean, 'pdf')).toBe(clean)
      }),
    )
  })
})
