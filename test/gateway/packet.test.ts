import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOne } from '#test/gateway/reading.ts'
import { frame, hourSegment, rtdSegment, standardSegment, waterSegment } from '#test/gateway/vectors.ts'

describe('what a packet says', () => {
  it('a real-time packet of water: device, time by Chinese clocks, values, flags', () => {
    const packet = readOne(frame(rtdSegment))
    expect(packet).toMatchObject({
      version: '2017',
      qn: '20240305101500000',
      st: '32',
      cn: '2011',
      pw: '123456',
      mn: '430902FAKE0000000000W001',
      flag: 5,
      dataTime: new Date('2024-03-05T10:15:00+08:00'),
      deviations: [],
    })
    expect(packet.factors.map(({ code, rtd, flag }) => [code, rtd, flag])).toEqual([
      ['w01018', 46.2, 'N'],
      ['w21003', 3.15, 'N'],
      ['w00000', 12.5, 'N'],
    ])
  })

  it('an hour of a stack: measured and converted values side by side', () => {
    const [so2, oxygen] = readOne(frame(hourSegment)).factors
    expect(so2).toMatchObject({
      cou: 1.842,
      min: 22.1,
      avg: 28.4,
      max: 35,
      zsMin: 24,
      zsAvg: 31.2,
      zsMax: 39.6,
      rtd: null,
    })
    expect(oxygen).toMatchObject({ factorCode: 'a19001', avg: 7.4, zsAvg: null, cou: null })
  })

  it("the standard's own example", () => {
    expect(readOne(frame(standardSegment))).toMatchObject({ cn: '1062', items: [{ name: 'RtdInterval', value: '30' }] })
  })

  it.each([
    [0, '32', '2005'],
    [1, '32', '2005'],
    [4, '32', '2017'],
    [7, '31', '2017'],
    [8, '31', '2025'],
    [9, '32', '2025'],
    [9, '21', 'surface_water'],
    [12, '32', null],
  ])('Flag=%i with ST=%s is of edition %s', (flag, st, version) => {
    const segment = waterSegment('', `CN=2011;PW=123456;MN=430902FAKE0000000000W001;Flag=${flag}`).replace(
      'ST=32',
      `ST=${st}`,
    )
    expect(readOne(frame(segment)).version).toBe(version)
  })

  it('a packet of 2005: its codes mapped to those of 2017, and kept as sent', () => {
    const segment =
      'QN=20240305101500000;ST=31;CN=2011;PW=123456;MN=43090212345678;Flag=1;CP=&&DataTime=20240305101500;02-Rtd=12,02-ZsRtd=15,02-Flag=N;S01-Rtd=8.1,S01-Flag=N&&'
    const packet = readOne(frame(segment))
    expect(packet.deviations).toEqual([])
    expect(packet.factors.map(({ code, factorCode, rtd, zsRtd }) => [code, factorCode, rtd, zsRtd])).toEqual([
      ['02', 'a21026', 12, 15],
      ['S01', 'a19001', 8.1, null],
    ])
  })

  it('states of facilities, device information, sample times and the vendor flag', () => {
    const packet = readOne(
      frame(
        waterSegment(
          'DataTime=20240305101500;SB1-RS=1;SB2-RS=0;SB1-RT=12.5;w01018-SampleTime=20240305100000,w01018-Rtd=3,w01018-Flag=N,w01018-EFlag=A01;w21003-SN=4411;i12001-Info=0,i12002-Info=//a;b,c//',
        ),
      ),
    )
    expect(packet.deviations).toEqual([])
    expect(packet.facilities).toEqual([
      { code: 'SB1', state: 1, hours: 12.5 },
      { code: 'SB2', state: 0, hours: null },
    ])
    expect(packet.factors[0]).toMatchObject({ sampleTime: new Date('2024-03-05T10:00:00+08:00'), eflag: 'A01', rtd: 3 })
    expect(packet.texts).toEqual([
      { code: 'w21003', item: 'SN', text: '4411' },
      { code: 'i12001', item: 'Info', text: '0' },
      { code: 'i12002', item: 'Info', text: 'a;b,c' },
    ])
  })

  it('a number is the one that its text stands for', () => {
    const text = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((value) => value.toFixed(6)),
      fc.stringMatching(/^-?\d{1,22}(\.\d{1,22})?$/),
      fc.integer().map(String),
    )
    fc.assert(
      fc.property(text, (sent) => {
        const packet = readOne(frame(waterSegment(`w01018-Rtd=${sent},w01018-Flag=N`)))
        expect(packet.factors[0]?.rtd).toBe(Number(sent))
        expect(packet.deviations).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('a time is read as the calendar has it, and nothing else is one', () => {
    const two = fc.integer({ min: 0, max: 70 }).map((part) => String(part).padStart(2, '0'))
    const year = fc.integer({ min: 1960, max: 2105 })
    fc.assert(
      fc.property(year, two, two, two, two, two, (y, mo, d, h, mi, s) => {
        const iso = `${y}-${mo}-${d}T${h}:${mi}:${s}`
        const date = new Date(`${iso}Z`)
        const isTime = y >= 1971 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
        const packet = readOne(frame(waterSegment(`DataTime=${y}${mo}${d}${h}${mi}${s}`)))
        expect(packet.dataTime).toEqual(isTime ? new Date(`${iso}+08:00`) : null)
      }),
      { numRuns: 3000 },
    )
  })
})
