import { frame } from '#test/gateway/vectors.ts'

const waterCodes =
  'w01018 w21003 w21011 w21001 w00000 w01001 w01010 w01012 w20117 w20115 w20120 w20119 w20111 w01014 w22001'.split(' ')

/** Real-time packets with 15 factors of many devices, one after another. */
export function packets(count: number): Buffer {
  return Buffer.concat(
    Array.from({ length: count }, (_, number) => {
      const second = String(number % 60).padStart(2, '0')
      const minute = String(Math.floor(number / 60) % 60).padStart(2, '0')
      const mn = `430902FAKE0000000000${String(number % 2000).padStart(4, '0')}`
      return packet(mn, `2024030510${minute}${second}`, number * 31)
    }),
  )
}

/** One with 15 factors, of 14 digits of time. */
export function packet(mn: string, time: string, seed: number): Buffer {
  const content = waterCodes.map((code, i) => `${code}-Rtd=${value(seed + i * 17)},${code}-Flag=N`)
  return frame(`QN=${time}000;ST=32;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${time};${content.join(';')}&&`)
}

const value = (seed: number) => ((Math.imul(seed, 2_654_435_761) >>> 12) / 1000).toFixed(seed % 4)
