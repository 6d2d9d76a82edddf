import type { Packet, ProtocolVersion } from '#domain/monitoring/input/packet.ts'
import { note } from '#src/gateway/deviations.ts'
import { flagBits, isKnownCommand, versionOf } from '#src/gateway/editions.ts'
import type { Draft } from '#src/gateway/read/content.ts'
import { readFields } from '#src/gateway/read/fields.ts'
import type { Frame } from '#src/gateway/read/frame.ts'
import { codeMarks } from '#src/gateway/read/item-names.ts'

/** Reads what a frame says, tolerantly, with every departure from the protocol noted. Never throws. */
export function readPacket(frame: Frame, receivedAt: Date): Packet {
  const { bytes, view, start, dataStart, dataEnd, end, deviations } = frame
  const draft: Draft = {
    receivedAt,
    raw: bytes.subarray(start, end),
    version: null,
    qn: null,
    st: null,
    cn: null,
    pw: null,
    mn: null,
    flag: null,
    pnum: null,
    pno: null,
    dataTime: null,
    factors: [],
    facilities: [],
    texts: [],
    items: [],
    deviations,
  }
  const marks = readFields(bytes, view, dataStart, dataEnd, draft)
  draft.version = readVersion(draft, marks)
  judge(draft, marks)
  return draft
}

/**
 * The same, but its factors are read from its bytes whenever they are asked for: while it waits for its commit it holds little more than
 * these. Reading them again costs less than what keeps their objects.
 */
export function readWaiting(frame: Frame, receivedAt: Date): Packet {
  const { factors: _, ...packet } = readPacket(frame, receivedAt)
  return {
    ...packet,
    get factors() {
      return readPacket({ ...frame, deviations: [] }, receivedAt).factors
    },
  }
}

/** The Flag says the edition; without one the codes do. */
function readVersion({ flag, st }: Draft, marks: number): ProtocolVersion | null {
  if (flag !== null) return versionOf(flag, st)
  const editions = marks & (codeMarks.of2005 | codeMarks.of2017)
  return editions === codeMarks.of2005 ? '2005' : editions === codeMarks.of2017 ? '2017' : null
}

function judge({ version, flag, st, cn, qn, pw, mn, pnum, pno, deviations }: Draft, marks: number): void {
  if (st === null || cn === null || pw === null || mn === null || qn === null) note(deviations, 'field_missing')
  if (flag === null) note(deviations, 'flag_missing')
  else if (version === null) note(deviations, 'version_unknown')
  const hasNumbers = pnum !== null && pno !== null
  const isSplit = flag !== null && (flag & flagBits.hasPacketNumbers) !== 0
  if (isSplit && !hasNumbers) note(deviations, 'packet_number_missing')
  if (!isSplit && (pnum !== null || pno !== null)) note(deviations, 'packet_number_without_bit')
  if (cn !== null && !isKnownCommand(cn)) note(deviations, 'command_unknown')
  if (marks & (version === '2005' ? codeMarks.of2017 : version === null ? 0 : codeMarks.of2005))
    note(deviations, 'factor_of_other_edition')
  if (marks & (st === '31' ? codeMarks.water : st === '32' ? codeMarks.air : 0))
    note(deviations, 'factor_of_other_medium')
}
