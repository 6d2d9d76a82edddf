import { expect, it } from 'vitest'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { type Deviation, deviations } from '#src/gateway/deviations.ts'
import { readAll, readOne } from '#test/gateway/reading.ts'
import { frame, hourSegment, rtdSegment, waterSegment } from '#test/gateway/vectors.ts'

const item = 'DataTime=20240305101500;w01018-Rtd=46.2,w01018-Flag=N'
const fields = 'CN=2011;PW=123456;MN=430902FAKE0000000000W001;Flag=5'
const water = (content: string, of?: string) => frame(waterSegment(content, of))
const cod = ({ factors }: Packet) => factors.find(({ code }) => code === 'w01018')
const gbk = Buffer.from([0xb1, 0xa8, 0xbe, 0xaf])
const infoFields = 'CN=3020;PW=123456;MN=430902FAKE0000000000W001;Flag=5'

/** Each departure: what was sent, what is noted (nothing else), and what is read all the same. */
const cases: [
  what: string,
  noted: Deviation[],
  sent: Buffer,
  read?: (packet: Packet) => unknown,
  expected?: unknown,
][] = [
  ['nothing unusual', [], water(item), (p) => cod(p)?.rtd, 46.2],
  // The frame.
  ['a length too short by one', ['length_wrong'], frame(rtdSegment, { length: 199 }), (p) => p.factors.length, 3],
  ['a length of CP only', ['length_wrong'], frame(rtdSegment, { length: 99 }), (p) => p.factors.length, 3],
  ['a segment of 1,045 bytes', ['segment_too_long'], water(`${item};i11001-Info=//${'x'.repeat(881)}//`)],
  ['a CRC in lower case', ['crc_lower_case'], frame(hourSegment, { crc: '53c0' }), (p) => p.factors.length, 2],
  ['no line end before the next byte', ['line_end_missing'], frame(rtdSegment, { tail: '' })],
  ['a line end of LF only', ['line_end_half'], frame(rtdSegment, { tail: '\n' })],
  ['blanks before the head', ['blanks_between_frames'], Buffer.concat([Buffer.from('\r\n  '), water(item)])],
  ['noise before the head', ['noise_between_frames'], Buffer.concat([Buffer.from('AT+OK\r\n'), water(item)])],
  // The fixed fields.
  ['no PW', ['field_missing'], water(item, fields.replace('PW=123456;', '')), (p) => [p.pw, p.cn], [null, '2011']],
  ['no QN', ['field_missing'], frame(waterSegment(item).slice(21)), (p) => p.qn, null],
  [
    'an MN of 6 digits',
    ['field_form'],
    water(item, fields.replace('430902FAKE0000000000W001', '100001')),
    (p) => p.mn,
    '100001',
  ],
  [
    'an MN with underscore',
    ['field_form'],
    water(item, fields.replace('430902FAKE0000000000W001', 'A110000_0001')),
    (p) => p.mn,
    'A110000_0001',
  ],
  [
    'MN twice',
    ['field_twice'],
    water(item, fields.replace('W001', 'W001;MN=430902FAKE0000000000W002')),
    (p) => p.mn?.slice(-1),
    '1',
  ],
  ['a field of its own', ['field_unknown'], water(item, `Ver=2;${fields}`), (p) => p.cn, '2011'],
  [
    'MN before PW',
    ['field_order'],
    water(item, 'CN=2011;MN=430902FAKE0000000000W001;PW=123456;Flag=5'),
    (p) => p.pw,
    '123456',
  ],
  [
    'PNO before PNUM',
    ['field_order'],
    water(item, fields.replace('Flag=5', 'Flag=7;PNO=2;PNUM=3')),
    (p) => [p.pnum, p.pno],
    [3, 2],
  ],
  ['FLAG', ['name_form'], water(item, fields.replace('Flag', 'FLAG')), (p) => p.flag, 5],
  [
    'names in capitals',
    ['name_form'],
    water(item.toUpperCase()),
    (p) => [p.factors[0]?.code, p.factors[0]?.factorCode, p.factors[0]?.rtd],
    ['W01018', 'w01018', 46.2],
  ],
  [
    'a QN of 14 digits',
    ['qn_form'],
    frame(waterSegment(item).replace('20240305101500000', '20240305101500')),
    (p) => p.qn,
    '20240305101500',
  ],
  [
    'a QN with letters',
    ['qn_form'],
    frame(waterSegment(item).replace('20240305101500000', '2024030510150000a')),
    (p) => p.qn,
    '2024030510150000a',
  ],
  ['a QN that is no time', ['qn_form'], frame(waterSegment(item).replace('20240305101500000', '20241305101500000'))],
  ['no Flag', ['flag_missing'], water(item, fields.replace(';Flag=5', '')), (p) => [p.flag, p.version], [null, '2017']],
  [
    'no Flag, codes of 2005',
    ['flag_missing'],
    water('DataTime=20240305101500;011-Rtd=46.2,011-Flag=N', fields.replace(';Flag=5', '')),
    (p) => p.version,
    '2005',
  ],
  [
    'Flag behind CP',
    ['flag_after_content'],
    frame(`${waterSegment(item, fields.replace(';Flag=5', ''))};Flag=5`),
    (p) => p.flag,
    5,
  ],
  [
    'a version that no edition has',
    ['version_unknown'],
    water(item, fields.replace('Flag=5', 'Flag=21')),
    (p) => p.version,
    null,
  ],
  [
    'Flag=7 without PNUM',
    ['packet_number_missing'],
    water(item, fields.replace('Flag=5', 'Flag=7')),
    (p) => p.pnum,
    null,
  ],
  ['PNUM without its bit', ['packet_number_without_bit'], water(item, `${fields};PNUM=2;PNO=1`), (p) => p.pnum, 2],
  [
    'PNUM in CP',
    ['packet_number_in_content'],
    water(`PNUM=2;PNO=1;${item}`, fields.replace('Flag=5', 'Flag=7')),
    (p) => [p.pnum, p.pno],
    [2, 1],
  ],
  [
    'a command nobody knows',
    ['command_unknown'],
    water(item, fields.replace('2011', '2099')),
    (p) => cod(p)?.rtd,
    46.2,
  ],
  // The content.
  ['no closing &&', ['content_marks'], frame(waterSegment(item).slice(0, -2)), (p) => cod(p)?.flag, 'N'],
  ['CP=& &', ['content_marks'], frame(waterSegment(item).replace('CP=&&', 'CP=& &')), (p) => cod(p)?.rtd, 46.2],
  ['a comma after QN', ['separator'], frame(waterSegment(item).replace('000;ST', '000,ST')), (p) => p.st, '32'],
  [
    'Flag=5CP=',
    ['separator'],
    frame(waterSegment(item).replace('Flag=5;CP', 'Flag=5CP')),
    (p) => [p.flag, cod(p)?.rtd],
    [5, 46.2],
  ],
  ['a comma after DataTime', ['separator'], water(item.replace(';', ',')), (p) => cod(p)?.rtd, 46.2],
  ['a semicolon within a factor', ['separator'], water(item.replace(',', ';')), (p) => cod(p)?.flag, 'N'],
  ['a semicolon before the closing &&', ['item_empty'], water(`${item};`), (p) => cod(p)?.flag, 'N'],
  ['two semicolons', ['item_empty'], water(item.replace(';', ';;')), (p) => cod(p)?.flag, 'N'],
  ['** at the end', ['item_without_value'], water(`${item};**`), (p) => cod(p)?.flag, 'N'],
  ['** behind the closing &&', ['item_without_value'], frame(`${waterSegment(item)}**`), (p) => cod(p)?.flag, 'N'],
  [
    'ZsCou',
    ['item_unknown'],
    water(`${item},w01018-ZsCou=1.2`),
    (p) => cod(p)?.unread,
    [{ name: 'ZsCou', value: '1.2' }],
  ],
  [
    'Leq without suffix',
    ['factor_unknown', 'item_unknown'],
    water(`${item};Leq=65.2`),
    (p) => p.factors[1],
    expect.objectContaining({ code: 'Leq', factorCode: null, unread: [{ name: 'Leq', value: '65.2' }] }),
  ],
  [
    'a DataTime of 17 digits',
    ['data_time_form'],
    water(item.replace('20240305101500', '20240305101500123')),
    (p) => p.dataTime,
    new Date('2024-03-05T10:15:00+08:00'),
  ],
  [
    'a DataTime of 12 digits',
    ['data_time_form'],
    water(item.replace('20240305101500', '202403051015')),
    (p) => p.dataTime,
    new Date('2024-03-05T10:15:00+08:00'),
  ],
  [
    'a DataTime that is no time',
    ['data_time_form'],
    water(item.replace('20240305101500', '20240230101500')),
    (p) => [p.dataTime, cod(p)?.rtd],
    [null, 46.2],
  ],
  [
    'a factor twice',
    ['factor_twice'],
    water(`${item};w21003-Rtd=1,w21003-Flag=N;w01018-Rtd=99,w01018-Flag=D`),
    (p) => [cod(p)?.rtd, cod(p)?.flag, p.factors.length],
    [46.2, 'N', 2],
  ],
  [
    'a name of its own',
    ['factor_unknown'],
    water(`${item};PM25-Rtd=35,PM25-Flag=N`),
    (p) => [p.factors[1]?.code, p.factors[1]?.factorCode, p.factors[1]?.rtd],
    ['PM25', null, 35],
  ],
  [
    'codes of 2005 in a packet of 2017',
    ['factor_of_other_edition'],
    water(`${item};060-Rtd=3.1,060-Flag=N`),
    (p) => p.factors[1]?.factorCode,
    'w21003',
  ],
  [
    'codes of 2017 in a packet of 2005',
    ['factor_of_other_edition'],
    water(item, fields.replace('Flag=5', 'Flag=1')),
    (p) => p.version,
    '2005',
  ],
  [
    'a factor of gas under ST=32',
    ['factor_of_other_medium'],
    water(`${item};a21026-Rtd=3.1,a21026-Flag=N`),
    (p) => p.factors[1]?.rtd,
    3.1,
  ],
  ['+46.2', ['number_form'], water(item.replace('46.2', '+46.2')), (p) => cod(p)?.rtd, 46.2],
  ['.5', ['number_form'], water(item.replace('46.2', '.5')), (p) => cod(p)?.rtd, 0.5],
  ['4.62E+1', ['number_form'], water(item.replace('46.2', '4.62E+1')), (p) => cod(p)?.rtd, 46.2],
  [
    'a dash for a number',
    ['number_unreadable'],
    water(item.replace('46.2', '-')),
    (p) => [cod(p)?.rtd, cod(p)?.unread, cod(p)?.flag],
    [null, [{ name: 'Rtd', value: '-' }], 'N'],
  ],
  [
    'NaN',
    ['number_unreadable'],
    water(item.replace('46.2', 'NaN')),
    (p) => cod(p)?.unread,
    [{ name: 'Rtd', value: 'NaN' }],
  ],
  [
    'no number',
    ['number_unreadable'],
    water(item.replace('46.2', '')),
    (p) => cod(p)?.unread,
    [{ name: 'Rtd', value: '' }],
  ],
  ['a number too large for any', ['number_unreadable'], water(item.replace('46.2', '1e999')), (p) => cod(p)?.rtd, null],
  [
    'a data flag nobody knows',
    ['data_flag_unknown'],
    water(item.replace('Flag=N', 'Flag=X')),
    (p) => cod(p)?.flag,
    'X',
  ],
  ['text in GBK', ['text_gbk'], gbkInfo(gbk), (p) => p.texts[0]?.text, '报警'],
  ['text in nothing known', ['text_unreadable'], gbkInfo(Buffer.from([0xff, 0xff])), (p) => p.texts[0]?.code, 'i11001'],
]

function gbkInfo(text: Buffer): Buffer {
  const [before = '', after = ''] = waterSegment('i11001-Info=//|//', infoFields).split('|')
  return frame(Buffer.concat([Buffer.from(before), text, Buffer.from(after)]))
}

it.each(cases)('%s: %j, and the frame is taken', (_, noted, sent, read, expected) => {
  // What a line's end looks like shows when something stands behind it.
  const packet = readOne(Buffer.concat([sent, Buffer.from('.')]))
  expect(packet.deviations).toEqual(noted)
  if (read) expect(read(packet)).toEqual(expected)
})

it('a CRC whose bytes are swapped is told apart from a right one and from a wrong one', () => {
  const [read] = readAll(frame(rtdSegment, { crc: '0066' }))
  expect([read?.crc, read?.packet.deviations]).toEqual(['swapped', ['crc_swapped']])
})

it('every deviation that there is stands in this table', () => {
  const seen = new Set(cases.flatMap(([, noted]) => noted))
  expect(deviations.filter((each) => !seen.has(each))).toEqual(['crc_swapped'])
})
