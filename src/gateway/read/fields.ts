import { note } from '#src/gateway/deviations.ts'
import { digits2, digits4, isDigit } from '#src/gateway/read/bytes.ts'
import { type Draft, readContent, readCount } from '#src/gateway/read/content.ts'
import { beginsWith, isVisible, Names } from '#src/gateway/read/names.ts'
import { readText } from '#src/gateway/read/text.ts'
import { readTime } from '#src/gateway/read/values.ts'

const and = 38
const comma = 44
const semicolon = 59
const equals = 61

/** The fixed fields in the order of the standard. */
const order = ['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO', 'CP'] as const
const contentPlace = order.length - 1
type Field = (typeof order)[number]

interface FieldName {
  field: Field | undefined
  place: number
  isOdd: boolean
}

const fieldNames = new Names<FieldName>((text) => {
  const place = order.findIndex((field) => field.toLowerCase() === text.trim().toLowerCase())
  return { field: order[place], place, isOdd: place >= 0 && order[place] !== text }
})
const inOrder = order.map((field, place) => ({
  field,
  place,
  isOdd: false,
  bytes: Uint8Array.from(Buffer.from(`${field}=`)),
}))
/** What mostly follows each field: after the Flag the content. */
const following = [...inOrder.map((_, place) => (order[place] === 'Flag' ? contentPlace : place + 1)), 0].map(
  (place) => inOrder[place],
)
const texts = new Names((text) => text)

/** Reads the data segment. Gives the marks of its factors' codes (content.ts). */
export function readFields(bytes: Buffer, view: DataView, from: number, to: number, draft: Draft): number {
  const found = draft.deviations
  let marks = 0
  let last = -1
  let at = from
  while (at < to) {
    const expected = last < 0 ? inOrder[0] : following[last]
    let nameEnd = expected ? at + expected.bytes.length - 1 : to
    let name: FieldName | undefined = expected
    if (!expected || nameEnd >= to || !beginsWith(expected.bytes, bytes, at)) {
      nameEnd = at
      while (nameEnd < to && bytes[nameEnd] !== equals && bytes[nameEnd] !== semicolon) nameEnd++
      if (nameEnd === to || bytes[nameEnd] === semicolon) {
        note(found, nameEnd === at ? 'item_empty' : 'item_without_value')
        at = nameEnd + 1
        continue
      }
      name = fieldNames.at(bytes, at, nameEnd, found)
    }
    const { field, place, isOdd } = name as FieldName
    if (isOdd) note(found, 'name_form')
    if (place < last && field)
      note(found, last === contentPlace && field === 'Flag' ? 'flag_after_content' : 'field_order')
    if (place > last) last = place
    const value = nameEnd + 1
    if (field === 'CP') {
      const start = contentStart(bytes, value, to, draft)
      const end = contentEnd(bytes, start, to, draft)
      marks |= readContent(bytes, view, start, end, draft)
      at = end + 2
      if (bytes[at] === semicolon && at + 1 < to) at++
      continue
    }
    const end = field === 'Flag' ? flagEnd(bytes, value, to) : fieldEnd(bytes, value, to)
    if (field) takeField(bytes, value, end, field, draft)
    else note(found, 'field_unknown')
    if (end < to && bytes[end] !== semicolon) note(found, 'separator')
    at = end < to && (bytes[end] === semicolon || bytes[end] === comma) ? end + 1 : end
  }
  if (last !== contentPlace) note(found, 'content_marks')
  return marks
}

function fieldEnd(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== semicolon && bytes[at] !== comma) at++
  return at
}

/** The standard itself once writes `Flag=5CP=`. */
function flagEnd(bytes: Buffer, from: number, to: number): number {
  const end = fieldEnd(bytes, from, to)
  let at = from
  while (at < end && isDigit(bytes[at])) at++
  return at > from && at < end && bytes[at] === 67 ? at : end
}

/** Behind the opening `&&`. */
function contentStart(bytes: Buffer, from: number, to: number, { deviations }: Draft): number {
  if (bytes[from] === and && bytes[from + 1] === and && from + 1 < to) return from + 2
  note(deviations, 'content_marks')
  return bytes[from] === and && bytes[from + 1] === 32 && bytes[from + 2] === and && from + 2 < to ? from + 3 : from
}

/** Before the last `&&`: a text may hold others. */
function contentEnd(bytes: Buffer, from: number, to: number, { deviations }: Draft): number {
  for (let at = to - 2; at >= from; at--) if (bytes[at] === and && bytes[at + 1] === and) return at
  note(deviations, 'content_marks')
  return to
}

/** The first of its name is kept. */
function takeField(bytes: Buffer, from: number, to: number, field: Field, draft: Draft): void {
  const found = draft.deviations
  const length = to - from
  if (field === 'Flag' || field === 'PNUM' || field === 'PNO') takeCount(bytes, from, to, field, draft)
  else if (field === 'QN') {
    if (draft.qn !== null) note(found, 'field_twice')
    else draft.qn = isVisible(bytes, from, to) ? bytes.toString('latin1', from, to) : readText(bytes, from, to, found)
    if (length !== 17 || Number.isNaN(readTime(bytes, from, to))) note(found, 'qn_form')
  } else if (field !== 'CP') {
    const text = texts.at(bytes, from, to, found)
    const key = textKeys[field]
    if (draft[key] === null) draft[key] = text
    else note(found, 'field_twice')
    if (!hasForm(bytes, from, length, field)) note(found, 'field_form')
  }
}

const textKeys = { ST: 'st', CN: 'cn', PW: 'pw', MN: 'mn' } as const

function hasForm(bytes: Buffer, from: number, length: number, field: keyof typeof textKeys): boolean {
  if (field === 'ST') return length === 2 && digits2(bytes, from) >= 0
  if (field === 'CN') return length === 4 && digits4(bytes, from) >= 0
  if (field === 'PW') return length === 6
  return (length === 24 || length === 14) && isVisible(bytes, from, from + length)
}

function takeCount(bytes: Buffer, from: number, to: number, field: 'Flag' | 'PNUM' | 'PNO', draft: Draft): void {
  const key = ({ Flag: 'flag', PNUM: 'pnum', PNO: 'pno' } as const)[field]
  const count = readCount(bytes, from, to)
  if (draft[key] !== null) note(draft.deviations, 'field_twice')
  else if (count === null || (field === 'Flag' && count > 255)) note(draft.deviations, 'field_form')
  else draft[key] = count
}
