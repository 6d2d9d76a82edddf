import type { Packet } from '#domain/monitoring/input/packet.ts'
import { flagBits, isAnswer, isNotice } from '#src/gateway/editions.ts'
import { buildFrame } from '#src/gateway/send/frame.ts'

type Asked = Pick<Packet, 'version' | 'qn' | 'cn' | 'pw' | 'mn' | 'flag'>

/** System code of every answer. */
const st = '91'

/** Source: HJ 212-2017, tables of QnRtn and ExeRtn */
export const requestResults = {
  ready: 1,
  refused: 2,
  wrongPassword: 3,
  wrongMn: 4,
  unknownCommand: 8,
  unknown: 100,
} as const
export const executionResults = { done: 1, failed: 2, noData: 100 } as const

/**
 * What a device is told when its packet is safe: 9014 for data, 9013 for a notice, in its own edition and under its own QN. Null
 * when it did not ask, or when its packet is itself an answer.
 */
export function answerTo(packet: Asked): Buffer | null {
  const { flag, cn } = packet
  if (flag === null || (flag & flagBits.wantsAnswer) === 0 || isAnswer(cn)) return null
  return buildFrame({ ...asked(packet), st, cn: isNotice(cn) ? '9013' : '9014' })
}

/** Whether a request can be met (9011). */
export function requestAnswer(packet: Asked, result: (typeof requestResults)[keyof typeof requestResults]): Buffer {
  return buildFrame({ ...asked(packet), st, cn: '9011', content: [['QnRtn', result]] })
}

/** How a request ended (9012). */
export function executionAnswer(
  packet: Asked,
  result: (typeof executionResults)[keyof typeof executionResults],
): Buffer {
  return buildFrame({ ...asked(packet), st, cn: '9012', content: [['ExeRtn', result]] })
}

const asked = ({ version, qn, pw, mn }: Asked) => ({ version, qn, pw, mn })
