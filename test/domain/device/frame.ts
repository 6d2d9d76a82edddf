import { crc16, crcText } from '#src/gateway/crc.ts'

/** A frame of HJ 212-2017 as a device sends it. */
export function buildFrame({ mn, cn, dataTime, cp }: { mn: string; cn: string; dataTime: string; cp: string }): Buffer {
  const data = `QN=20261126090000123;ST=32;CN=${cn};PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${dataTime};${cp}&&`
  const bytes = Buffer.from(data, 'latin1')
  return Buffer.from(
    `##${String(bytes.length).padStart(4, '0')}${data}${crcText(crc16(bytes, 0, bytes.length))}\r\n`,
    'latin1',
  )
}
