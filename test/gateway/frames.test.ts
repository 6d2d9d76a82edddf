import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc16, crcText } from '#src/gateway/crc.ts'
import { mostFrameBytes } from '#src/gateway/read/frame.ts'
import { FrameReader } from '#src/gateway/read/frame-reader.ts'
import { cutAt, readAll, readGood, readOne } from '#test/gateway/reading.ts'
import { answerSegment, frame, hourSegment, rtdSegment, standardSegment, waterSegment } from '#test/gateway/vectors.ts'

const rtd = frame(rtdSegment)
const hour = frame(hourSegment)
const answer = frame(answerSegment)
const crcOf = (data: Buffer) => crcText(crc16(data, 0, data.length))
const mns = (...chunks: Buffer[]) => readGood(...chunks).map(({ mn, cn }) => `${cn} ${mn?.slice(-4)}`)

describe('frames in a stream', () => {
  it('three and a half frames in one read, and the other half in the next, are four frames', () => {
    const all = Buffer.concat([rtd, hour, answer, rtd])
    const half = all.length - 100
    expect(mns(all.subarray(0, half), all.subarray(half))).toEqual(['2011 W001', '2061 A001', '9014 W001', '2011 W001'])
  })

  it('the frame is kept whole, with its head, CRC and line end', () => {
    expect(readOne(Buffer.concat([Buffer.from('noise'), rtd, Buffer.from('##')])).raw).toEqual(rtd)
  })

  it('a false length does not eat the good frame behind it', () => {
    for (const head of ['##0050', '##0400', '##8000', '##9999', '##0000', '####0100', '##12'])
      expect(mns(Buffer.concat([Buffer.from(`${head}QN=1;`), rtd, hour])), head).toEqual(['2011 W001', '2061 A001'])
  })

  it('a frame whose CRC is wrong is told apart, and the next one is read', () => {
    const read = readAll(Buffer.concat([frame(standardSegment, { crc: '1C08' }), rtd]))
    expect(read.map(({ crc, packet }) => [crc, packet.mn])).toEqual([
      ['wrong', '010000A8900016F000169DC0'],
      ['right', '430902FAKE0000000000W001'],
    ])
  })

  it.each([
    ['of the Modbus kind', '0759'],
    ['all zeros', '0000'],
    ['not hexadecimal', '1C8G'],
  ])('a CRC %s is wrong', (_, crc) => {
    expect(readAll(frame(standardSegment, { crc })).map((read) => read.crc)).toEqual(['wrong'])
  })

  it('##, && and line ends inside a text are text', () => {
    const text = 'a##0087b&&c\r\nd&&0000\r\ne;f,g'
    const data = waterSegment(
      `DataTime=20240305101500;i11001-Info=//${text}//`,
      'CN=3020;PW=123456;MN=430902FAKE0000000000W001;Flag=5',
    )
    expect(readOne(frame(data)).texts).toEqual([{ code: 'i11001', item: 'Info', text }])
    expect(readOne(frame(data)).deviations).toEqual([])
  })

  it('a frame within the text of another is not read for itself', () => {
    const data = waterSegment(`i11001-Info=//${rtd}//`, 'CN=3020;PW=123456;MN=430902FAKE0000000000W001;Flag=5')
    expect(mns(Buffer.concat([frame(data), hour]))).toEqual(['3020 W001', '2061 A001'])
  })

  it('segments of more than 1,024 bytes are taken up to 8,192', () => {
    const long = (bytes: number) =>
      waterSegment(`i11001-Info=//${'x'.repeat(bytes - waterSegment('i11001-Info=////').length)}//`)
    expect(readOne(frame(long(1024))).deviations).toEqual([])
    expect(readOne(frame(long(1025))).deviations).toEqual(['segment_too_long'])
    expect(readOne(frame(long(8192))).deviations).toEqual(['segment_too_long'])
    expect(readGood(Buffer.concat([frame(long(8193)), rtd])).map(({ cn, raw }) => [cn, raw.length])).toEqual([
      ['2011', rtd.length],
    ])
  })

  it.each([1, 2, 3, 4, 5, 6, 10, 12])('a length too long by %i is mended before more bytes come', (more) => {
    const seen: string[] = []
    const reader = new FrameReader(({ deviations }) => seen.push(...deviations))
    reader.push(frame(rtdSegment, { length: rtdSegment.length + more }))
    expect(seen).toEqual(['length_wrong'])
    expect(reader.held).toBe(0)
  })

  it.each([1, 3, 6, 20, 150])('a length too short by %i is mended', (less) => {
    const bytes = Buffer.concat([frame(rtdSegment, { length: rtdSegment.length - less }), hour])
    expect(readGood(bytes).map(({ deviations }) => deviations)).toEqual([['length_wrong'], []])
  })

  it('a length that counts characters and not the bytes of a Chinese text is mended', () => {
    const data = waterSegment('i11001-Info=//仪表校准完成//', 'CN=3020;PW=123456;MN=430902FAKE0000000000W001;Flag=5')
    const packet = readOne(frame(data, { length: data.length }))
    expect(packet.deviations).toEqual(['length_wrong'])
    expect(packet.texts[0]?.text).toBe('仪表校准完成')
  })

  it('without a line end a frame is taken when the next byte comes, or when nothing does', () => {
    const seen: string[][] = []
    const reader = new FrameReader(({ deviations }) => seen.push(deviations))
    reader.push(frame(rtdSegment, { tail: '' }))
    expect(seen).toEqual([])
    reader.push(frame(hourSegment, { tail: '' }))
    expect(seen).toEqual([['line_end_missing']])
    reader.end()
    expect(seen).toEqual([['line_end_missing'], ['line_end_missing']])
  })
})

describe('whatever a stream holds', () => {
  const pieces = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(rtd, hour, answer) },
      fc.constantFrom(
        frame(standardSegment, { crc: '1C08' }),
        frame(standardSegment, { crc: '801C' }),
        frame(rtdSegment, { crc: '6600', tail: '' }),
        frame(rtdSegment, { tail: '\n' }),
        frame(hourSegment, { tail: '\r\n\r\n ' }),
        frame(hourSegment, { length: 299 }),
        frame(hourSegment, { length: 305 }),
        frame(hourSegment, { length: 308 }),
        frame(hourSegment, { length: 314 }),
      ),
      fc
        .constantFrom('##', '#', '##0', '##0100', '##0012&&FFFF', '&&6600\r\n', '##8000', 'xyz', '\r\n')
        .map(Buffer.from),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    ),
    { maxLength: 12 },
  )

  it('the frames are the same however TCP cut it, to the last deviation', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(), { maxLength: 30 }), (parts, places) => {
        const bytes = Buffer.concat(parts)
        expect(readAll(...cutAt(bytes, places))).toEqual(readAll(bytes))
      }),
      { numRuns: 1500 },
    )
  })

  it('byte by byte too', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const bytes = Buffer.concat(parts)
        expect(readAll(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(readAll(bytes))
      }),
      { numRuns: 60 },
    )
  })

  it('noise before, between and behind good frames loses none of them', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.stringMatching(/^[#0-9&QN=;\r\n]{0,40}$/).map(Buffer.from),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, fc.constantFrom(rtd, hour, answer)), { maxLength: 8 }),
        noise,
        (parts, last) => {
          const bytes = Buffer.concat([...parts.flat(), last])
          const good = readGood(bytes).map(({ raw }) => raw.toString('latin1'))
          expect(good).toEqual(parts.map(([, each]) => each.toString('latin1')))
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('nothing throws, no more than one frame is held, and no text has a NUL', () => {
    const like = fc.stringMatching(/^[#0-9A-Fw&;,=\-. \r\n/]{0,120}$/).map((text) => Buffer.from(text))
    const broken = fc
      .tuple(fc.constantFrom(rtdSegment, hourSegment), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
      .map(([segment, changes]) => {
        const data = Buffer.from(segment)
        for (const [place, byte] of changes) data[place % data.length] = byte
        return frame(data, { crc: crcOf(data) })
      })
    const raw = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(fc.array(fc.oneof(like, broken, raw), { maxLength: 6 }), (chunks) => {
        const reader = new FrameReader(() => {})
        for (const chunk of chunks) {
          reader.push(chunk)
          expect(reader.held).toBeLessThanOrEqual(mostFrameBytes)
        }
        for (const { packet } of readAll(...chunks))
          expect(JSON.stringify({ ...packet, raw: 0 })).not.toContain('\\u0000')
      }),
      { numRuns: 10_000 },
    )
  })

  it('a megabyte of false heads is held at one frame, and is read in a moment', () => {
    const reader = new FrameReader(() => {})
    const started = performance.now()
    for (const noise of ['##8192', '##0000', '####', '##0001&&0000\r\n', '##8192&&0000\r\n0000\r\n'])
      for (let sent = 0; sent < 1_000_000; sent += 60_000) {
        reader.push(Buffer.alloc(60_000, noise))
        expect(reader.held).toBeLessThanOrEqual(mostFrameBytes)
      }
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
