import { crc16, crcText } from '#src/gateway/crc.ts'

/** Frames of fictional devices, and the protocol's own example. */
export const rtdSegment =
  'QN=20240305101500000;ST=32;CN=2011;PW=123456;MN=430902FAKE0000000000W001;Flag=5;CP=&&DataTime=20240305101500;w01018-Rtd=46.2,w01018-Flag=N;w21003-Rtd=3.15,w21003-Flag=N;w00000-Rtd=12.5,w00000-Flag=N&&'
export const hourSegment =
  'QN=20240305110005120;ST=31;CN=2061;PW=123456;MN=430903FAKE0000000000A001;Flag=5;CP=&&DataTime=20240305100000;a21026-Cou=1.842,a21026-Min=22.1,a21026-Avg=28.4,a21026-Max=35.0,a21026-ZsMin=24.0,a21026-ZsAvg=31.2,a21026-ZsMax=39.6,a21026-Flag=N;a19001-Min=6.9,a19001-Avg=7.4,a19001-Max=8.2,a19001-Flag=N&&'
export const answerSegment = 'QN=20240305120000000;ST=91;CN=9014;PW=123456;MN=430902FAKE0000000000W001;Flag=4;CP=&&&&'
export const standardSegment =
  'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&'

/** A frame around a data segment. */
export function frame(
  segment: string | Buffer,
  { length, crc, tail = '\r\n' }: { length?: number | string; crc?: string; tail?: string } = {},
): Buffer {
  const data = typeof segment === 'string' ? Buffer.from(segment) : segment
  const head = `##${typeof length === 'string' ? length : String(length ?? data.length).padStart(4, '0')}`
  return Buffer.concat([Buffer.from(head), data, Buffer.from(`${crc ?? crcText(crc16(data, 0, data.length))}${tail}`)])
}

/** The segment of a real-time packet of an outlet of water with other content. */
export const waterSegment = (content: string, fields = 'CN=2011;PW=123456;MN=430902FAKE0000000000W001;Flag=5') =>
  `QN=20240305101500000;ST=32;${fields};CP=&&${content}&&`
