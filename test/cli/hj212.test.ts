import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { answerSegment, frame, hourSegment, rtdSegment, standardSegment } from '#test/gateway/vectors.ts'

function decode(input: string | Buffer) {
  const done = spawnSync(process.execPath, ['src/cli/portal.ts', 'hj212', 'decode'], { input, maxBuffer: 1 << 28 })
  expect(done.stderr.toString()).toBe('')
  expect(done.status).toBe(0)
  const text = done.stdout.toString()
  return text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => JSON.parse(line))
}
const line = (segment: string, how?: Parameters<typeof frame>[1]) =>
  frame(segment, { tail: '\n', ...how }).toString('latin1')
const keys = ['valid', 'version', 'mn', 'cn', 'st', 'dataTime', 'factors', 'deviations', 'error']

describe('portal hj212 decode', () => {
  it('prints one object for each line, in order, with all keys', () => {
    const input = [
      line(rtdSegment),
      '\n',
      'no frame\r\n',
      line(hourSegment, { tail: '\r\n' }),
      line(standardSegment, { crc: '1C08' }),
      frame(answerSegment, { tail: '' }),
    ]
    const lines = decode(input.join(''))
    for (const each of lines) expect(Object.keys(each)).toEqual(keys)
    expect(lines).toEqual([
      {
        valid: true,
        version: '2017',
        mn: '430902FAKE0000000000W001',
        cn: '2011',
        st: '32',
        dataTime: '2024-03-05T10:15:00+08:00',
        factors: {
          w01018: { rtd: 46.2, flag: 'N' },
          w21003: { rtd: 3.15, flag: 'N' },
          w00000: { rtd: 12.5, flag: 'N' },
        },
        deviations: [],
        error: null,
      },
      expect.objectContaining({ valid: false, mn: null, factors: {}, error: 'no frame: the line is empty' }),
      expect.objectContaining({ valid: false, error: 'no frame: there is no ## with four digits after it' }),
      expect.objectContaining({ valid: true, cn: '2061', dataTime: '2024-03-05T10:00:00+08:00', deviations: [] }),
      expect.objectContaining({ valid: false, cn: '1062', error: 'crc: given 1C08, should be 1C80' }),
      expect.objectContaining({ valid: true, cn: '9014', factors: {} }),
    ])
  })

  it('calls a frame valid only when its CRC fits, and says what is wrong', () => {
    const lines = decode(
      line(rtdSegment, { crc: '0066' }) +
        line(rtdSegment, { length: 190 }) +
        line(rtdSegment).slice(0, 90) +
        '\n##9000QN=1\n' +
        line(standardSegment, { crc: '1c80' }),
    )
    expect(lines.map(({ valid, deviations, error }) => [valid, deviations[0], error])).toEqual([
      [false, 'crc_swapped', 'crc: given 0066, should be 6600; its two bytes are swapped'],
      [true, 'length_wrong', null],
      [false, expect.anything(), 'cut: the length is given as 0200, 84 bytes follow, and no CRC is found'],
      [false, expect.anything(), 'length: given 9000, at most 8192 bytes are read'],
      [true, 'crc_lower_case', null],
    ])
  })

  it('a line with several frames is still one line: the first valid one, the others in "more"', () => {
    const [only, ...others] = decode(
      Buffer.concat([
        frame(standardSegment, { crc: '1C08', tail: '' }),
        frame(rtdSegment, { tail: '' }),
        frame(answerSegment),
      ]),
    )
    expect(others).toEqual([])
    expect([
      only.cn,
      only.valid,
      only.more.map(({ cn, valid }: { cn: string; valid: boolean }) => [cn, valid]),
    ]).toEqual([
      '2011',
      true,
      [
        ['1062', false],
        ['9014', true],
      ],
    ])
  })

  it('a code of 2005 stands as sent, beside that of 2017; what is no number stands as it came', () => {
    const [only] = decode(
      line(
        'QN=20240305101500000;ST=32;CN=2011;PW=123456;MN=43090212345678;Flag=1;CP=&&DataTime=20240305101500;011-Rtd=-,011-Flag=D;XX-Rtd=1&&',
      ),
    )
    expect(only.factors).toEqual({
      '011': { factorCode: 'w01018', flag: 'D', unread: { Rtd: '-' } },
      XX: { factorCode: null, rtd: 1, flag: null },
    })
  })

  it('noise, a line of a megabyte and no input at all end it cleanly', () => {
    expect(decode('')).toEqual([])
    const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) & 255))
    const lines = noise.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0)
    expect(decode(Buffer.concat([noise, Buffer.from('\n')])).length).toBe(lines + 1)
    const long = decode(`${'##0100'.repeat(180_000)}\n${line(rtdSegment)}`)
    expect(long.map(({ valid }) => valid)).toEqual([false, true])
  })

  it('says on request what to change on the device, line by line, and prints the same', () => {
    const input = [
      line(hourSegment, { crc: '53c0' }),
      line(rtdSegment),
      line(rtdSegment, { crc: '0000' }),
      line(rtdSegment, { length: 199 }),
      'AT+CSQ\n',
      line(rtdSegment).slice(0, 60),
    ].join('')
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['src/cli/portal.ts', 'hj212', 'decode', ...args], { input })
    const explained = run('--explain', 'zh')
    expect(explained.stdout.toString()).toBe(run().stdout.toString())
    expect(explained.stderr.toString().trim().split('\n')).toEqual([
      expect.stringMatching(/^第 1 行：CRC 为小写。改法：CRC 用大写/),
      expect.stringMatching(/^第 3 行：CRC 不符（帧中为 0000，应为 6600），不接收也不应答/),
      expect.stringMatching(/^第 4 行：数据段长度不符.*改法：长度是数据段的字节数/),
      expect.stringMatching(/^第 5 行：这一行没有报文/),
      expect.stringMatching(/^第 6 行：报文不完整/),
    ])
    expect(run('--explain', 'en').stderr.toString()).toContain(
      'line 1: The CRC is in lower case. To change: Send the CRC in capitals',
    )
    expect(run('--explain', 'fr').status).toBe(1)
  })

  it('says how it is used, and nothing more, when it is asked for something else', () => {
    const done = spawnSync(process.execPath, ['src/cli/portal.ts', 'hj212', 'encode'], { input: '' })
    expect([done.status, done.stderr.toString()]).toEqual([
      1,
      expect.stringMatching(/^portal hj212 decode < FRAMES: .*\n$/),
    ])
  })
})
