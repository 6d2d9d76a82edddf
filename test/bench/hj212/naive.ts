/** How one writes it first: strings cut at their signs, and the CRC of the standard bit by bit. */
export function readNaively(stream: Buffer): number {
  let factors = 0
  for (const line of stream.toString('latin1').split('\r\n')) {
    if (!line.startsWith('##')) continue
    const data = line.slice(6, -4)
    if (Number(line.slice(2, 6)) !== data.length) continue
    if (bitwiseCrc(data) !== Number.parseInt(line.slice(-4), 16)) continue
    const [fields = '', content = ''] = data.split('CP=&&')
    const packet: Record<string, string> = {}
    for (const field of fields.split(';')) {
      const [name, value] = field.split('=')
      if (name) packet[name] = value ?? ''
    }
    const values: Record<string, Record<string, string | number>> = {}
    for (const group of content.slice(0, -2).split(';'))
      for (const item of group.split(',')) {
        const [name = '', value = ''] = item.split('=')
        const [code = '', suffix] = name.split('-')
        if (!suffix) packet[code] = value
        else {
          values[code] ??= {}
          values[code][suffix] = suffix === 'Flag' ? value : Number(value)
        }
      }
    factors += Object.keys(values).length
  }
  return factors
}

function bitwiseCrc(text: string): number {
  let register = 0xffff
  for (let at = 0; at < text.length; at++) {
    register = (register >> 8) ^ text.charCodeAt(at)
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  }
  return register
}
