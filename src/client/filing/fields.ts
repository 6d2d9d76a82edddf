export type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const boxes = ':is(.box, .tick-boxes, .saved-fields) :is(input:not([type=file]), select, textarea)'

export const boxesIn = (within: Element): NodeListOf<Box> => within.querySelectorAll<Box>(boxes)

/** What is typed into the fields within, by name; several ticked boxes of one name are one field. */
export const typedIn = (within: Element): Map<string, string> =>
  read(
    within,
    (box) => box.value,
    (box) => box.checked,
  )

/** What the server wrote into the fields, whatever the browser has brought back from an earlier visit. */
export const givenIn = (within: Element): Map<string, string> => read(within, given, (box) => box.defaultChecked)

function read(within: Element, textOf: (box: Box) => string, isTicked: (box: HTMLInputElement) => boolean) {
  const fields = new Map<string, string>()
  for (const box of boxesIn(within)) {
    const before = fields.get(box.name)
    if (box.type !== 'checkbox') fields.set(box.name, textOf(box))
    else if (isTicked(box as HTMLInputElement)) fields.set(box.name, before ? `${before}、${box.value}` : box.value)
  }
  return fields
}

function given(box: Box): string {
  if (box.dataset.saved !== undefined) return box.dataset.saved
  if (!(box instanceof HTMLSelectElement)) return box.defaultValue
  return [...box.options].find(({ defaultSelected }) => defaultSelected)?.value ?? ''
}

/** What one field holds now; a box stands for its whole field. */
export function typedOf(box: Box): string {
  const ticks = box.closest('[data-ticks]')
  return ticks ? (typedIn(ticks).get(box.name) ?? '') : box.value
}

/** Puts a value into a field as if it had been typed. */
export function fill(boxes: readonly Box[], value: string): void {
  const ticked = value.split('、')
  for (const box of boxes) {
    if (box.type === 'checkbox') (box as HTMLInputElement).checked = ticked.includes(box.value)
    else if (!box.closest('[data-ticks]')) box.value = value
  }
}

/** Says at a field what is wrong with it, or takes that away. */
export function write(box: Box, message: string | undefined): void {
  const place = box.ownerDocument.getElementById(`field-${box.name}-problem`)
  if (!place) return
  place.textContent = message ?? ''
  place.hidden = message === undefined
  if (message === undefined) box.removeAttribute('aria-invalid')
  else box.setAttribute('aria-invalid', 'true')
  box.closest('.field')?.classList.toggle('field-wrong', message !== undefined)
}
