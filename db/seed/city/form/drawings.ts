import { Drawing, page, widthOf } from '#db/seed/city/form/pdf.ts'

const box = { width: 150, height: 44, gap: 42, perRow: 4 } as const
const left = (page.width - box.perRow * box.width - (box.perRow - 1) * box.gap) / 2

/** 生产工艺流程图: the steps from left to right and on in the next row, and what treats what leaves them. */
export function flowDiagram(title: string, steps: readonly string[], treated: readonly string[]): Uint8Array {
  const drawing = new Drawing()
  heading(drawing, title)
  const at = (i: number) => ({
    x: left + (i % box.perRow) * (box.width + box.gap),
    y: 90 + Math.floor(i / box.perRow) * 92,
  })
  steps.forEach((step, i) => {
    const { x, y } = at(i)
    drawing.box(x, y, box.width, box.height, step)
    if (i === 0) return
    const before = at(i - 1)
    if (before.y === y) drawing.arrow(before.x + box.width, y + box.height / 2, x, y + box.height / 2)
    else elbow(drawing, before.x + box.width / 2, before.y + box.height, x + box.width / 2, y)
  })
  const below = at(steps.length - 1).y + box.height + 48
  drawing.words(left, below, 13, '产污环节与治理')
  treated.forEach((line, i) => {
    drawing.words(left, below + 24 + i * 20, 11, line)
  })
  return drawing.bytes()
}

/** A certificate or plan: a heading and lines. */
export function sheet(title: string, lines: readonly string[]): Uint8Array {
  const drawing = new Drawing()
  heading(drawing, title)
  lines.forEach((line, i) => {
    drawing.words(left, 110 + i * 26, 12, line)
  })
  return drawing.bytes()
}

function heading(drawing: Drawing, title: string) {
  drawing.words((page.width - widthOf(title, 18)) / 2, 52, 18, title)
  drawing.words(left, page.height - 28, 9, '演示城市的虚构资料，不对应任何真实单位。')
}

/** Down, across between the rows, and down into the next step. */
function elbow(drawing: Drawing, x1: number, y1: number, x2: number, y2: number) {
  const middle = (y1 + y2) / 2
  drawing.line(x1, y1, x1, middle)
  drawing.line(x1, middle, x2, middle)
  drawing.arrow(x2, middle, x2, y2)
}
