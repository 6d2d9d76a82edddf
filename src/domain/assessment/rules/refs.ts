/** Where the public reads what a row of the assessment counts; null where it has no page of its own. */
export function pathOfRef(ref: string): string | null {
  const [kind = '', ...parts] = ref.split(':')
  const [first = '', second = ''] = parts
  switch (kind) {
    case 'return':
      return `/progress/returns?region=${first}`
    case 'order':
      return `/monitoring/orders/${first}`
    case 'rates':
      return `/monitoring/rates?month=${second.slice(0, 7)}&region=${first}&firms=all`
    case 'obligation':
      return `/enterprises/${first}`
    case 'problem':
      return `/progress/problems/${first}`
    case 'case':
      return `/board/${first}`
    default:
      return null
  }
}
