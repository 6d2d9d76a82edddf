import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answerTo,
  executionAnswer,
  executionResults,
  requestAnswer,
  requestResults,
} from '#src/gateway/send/answers.ts'
import { buildFrame } from '#src/gateway/send/frame.ts'
import { fetchHistory, setPatience, setTime } from '#src/gateway/send/requests.ts'
import { readOne } from '#test/gateway/reading.ts'
import { frame, hourSegment, waterSegment } from '#test/gateway/vectors.ts'

const sent = (flag: number | '', cn = '2011', st = '32') =>
  readOne(
    frame(
      waterSegment('', `CN=${cn};PW=123456;MN=430902FAKE0000000000W001${flag === '' ? '' : `;Flag=${flag}`}`).replace(
        'ST=32',
        `ST=${st}`,
      ),
    ),
  )

describe('answers', () => {
  it('an hour is answered with 9014 under its own number', () => {
    expect(answerTo(readOne(frame(hourSegment)))?.toString()).toMatch(
      /^##0087QN=20240305110005120;ST=91;CN=9014;PW=123456;MN=430903FAKE0000000000A001;Flag=4;CP=&&&&[0-9A-F]{4}\r\n$/,
    )
  })

  it("the standard's own answer is made byte for byte", () => {
    const fields = {
      version: '2017',
      qn: '20160801085000001',
      st: '91',
      cn: '9014',
      pw: '123456',
      mn: '010000A8900016F000169DC0',
    } as const
    expect(buildFrame(fields).toString()).toBe(
      '##0087QN=20160801085000001;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&C241\r\n',
    )
  })

  it.each([
    [1, '32', 'Flag=0'],
    [3, '32', 'Flag=0'],
    [5, '32', 'Flag=4'],
    [7, '32', 'Flag=4'],
    [9, '32', 'Flag=8'],
    [9, '21', 'Flag=8'],
  ])('Flag=%i with ST=%s is answered with %s: in the edition of the sender', (flag, st, expected) => {
    expect(answerTo(sent(flag, '2011', st))?.toString()).toContain(`;${expected};`)
  })

  it.each([0, 2, 4, 6, 8, '' as const])('Flag=%s asks for no answer and gets none', (flag) => {
    expect(answerTo(sent(flag))).toBeNull()
  })

  it('a notice is answered with 9013, an unknown command as data are, an answer not at all', () => {
    const cn = (of: string) => /CN=(\d+)/.exec(answerTo(sent(5, of))?.toString() ?? '')?.[1]
    expect(['1013', '2099', '9015', '9011', '9012', '9013', '9014'].map(cn)).toEqual([
      '9013',
      '9014',
      '9014',
      ...Array(4),
    ])
  })

  it('an odd QN is echoed as it came, a missing one is left out', () => {
    expect(answerTo({ ...sent(5), qn: '2024x' })?.toString()).toContain('QN=2024x;ST=91')
    expect(answerTo({ ...sent(5), qn: null })?.toString()).toContain('##0066ST=91;')
  })

  it('a request is answered with 9011, its end with 9012', () => {
    expect(readOne(requestAnswer(sent(5), requestResults.ready))).toMatchObject({
      cn: '9011',
      items: [{ name: 'QnRtn', value: '1' }],
    })
    expect(readOne(executionAnswer(sent(5), executionResults.noData))).toMatchObject({
      cn: '9012',
      items: [{ name: 'ExeRtn', value: '100' }],
    })
  })
})

describe('requests to devices', () => {
  const to = { version: '2017', st: '32', pw: '123456', mn: '430902FAKE0000000000W001' } as const
  const at = new Date('2024-03-05T10:15:07.123+08:00')

  it('set the clock', () => {
    expect(setTime(to, at).toString()).toContain(
      'QN=20240305101507123;ST=32;CN=1012;PW=123456;MN=430902FAKE0000000000W001;Flag=5;CP=&&SystemTime=20240305101507&&',
    )
  })

  it.each([
    ['minute', '2051'],
    ['hour', '2061'],
    ['day', '2031'],
  ] as const)('fetch the %ss that are missing', (kind, cn) => {
    const period = { from: new Date('2024-03-05T01:00:00+08:00'), to: new Date('2024-03-05T03:00:00+08:00') }
    const text = fetchHistory({ ...to, version: '2005' }, at, kind, period).toString()
    expect(text).toContain(`CN=${cn};`)
    expect(text).toContain('Flag=1;CP=&&BeginTime=20240305010000;EndTime=20240305030000&&')
  })

  it('set how long it waits and how often it repeats', () => {
    expect(setPatience(to, at).toString()).toContain('CN=1000;')
    expect(setPatience(to, at, { timeoutS: 5 }).toString()).toContain('CP=&&OverTime=5;ReCount=3&&')
  })

  it('what is built is read back, without a deviation', () => {
    const item = fc.tuple(fc.stringMatching(/^[A-Z][A-Za-z0-9]{1,11}$/), fc.stringMatching(/^[!-%'-+.-:<-~]{0,20}$/))
    fc.assert(
      fc.property(
        fc.constantFrom('2005', '2017', '2025'),
        fc.stringMatching(/^[!-+.-:<>-~]{24}$/),
        fc.date({ min: new Date('1980-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.boolean(),
        (version, mn, at, asks) => {
          const bytes = asks
            ? setTime({ ...to, version, mn }, at)
            : buildFrame({ version, qn: null, st: '91', cn: '9014', pw: to.pw, mn })
          expect(readOne(bytes)).toMatchObject({
            version,
            mn,
            pw: to.pw,
            deviations: asks ? [] : ['field_missing'],
            raw: bytes,
          })
        },
      ),
    )
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (content) => {
        const bytes = buildFrame({ ...to, qn: '20240305101507123', cn: '3021', content })
        expect(readOne(bytes).raw).toEqual(bytes)
      }),
    )
  })
})
