const svgName = 'http://www.w3.org/2000/svg'
const dayMs = 86_400_000

/**
 * `<chart-zoom data-start data-end data-left data-right data-address>` round a chart over time: a stretch that is dragged across
 * becomes the span of days that the page shows (`from` and `to` in the address, as the form beside it makes them).
 */
class ChartZoom extends HTMLElement {
  connectedCallback() {
    this.querySelector<HTMLElement>('[data-zoom-hint]')?.removeAttribute('hidden')
    for (const drawing of this.querySelectorAll<SVGSVGElement>('svg.chart-drawing'))
      drawing.addEventListener('pointerdown', (event) => this.#begin(drawing, event))
  }

  #begin(drawing: SVGSVGElement, down: PointerEvent) {
    if (down.button !== 0 || down.pointerType === 'touch') return // a finger scrolls
    down.preventDefault()
    const { width, height } = drawing.viewBox.baseVal
    const [left, right] = [Number(this.dataset.left), width - Number(this.dataset.right)]
    const place = (event: PointerEvent) => {
      const box = drawing.getBoundingClientRect()
      return Math.min(right, Math.max(left, ((event.clientX - box.left) / box.width) * width))
    }
    const first = place(down)
    const band = document.createElementNS(svgName, 'rect')
    for (const [name, value] of Object.entries({ class: 'chart-band', y: 0, height }))
      band.setAttribute(name, String(value))
    drawing.append(band)
    drawing.setPointerCapture(down.pointerId)
    const move = (event: PointerEvent) => {
      const [from, to] = [first, place(event)].sort((a, b) => a - b) as [number, number]
      band.setAttribute('x', String(from))
      band.setAttribute('width', String(to - from))
    }
    const end = (event: PointerEvent) => {
      drawing.removeEventListener('pointermove', move)
      band.remove()
      const [from, to] = [first, place(event)].sort((a, b) => a - b) as [number, number]
      if (event.type === 'pointerup' && to - from > 8)
        this.#go((from - left) / (right - left), (to - left) / (right - left))
    }
    drawing.addEventListener('pointermove', move)
    drawing.addEventListener('pointerup', end, { once: true })
    drawing.addEventListener('pointercancel', end, { once: true })
  }

  #go(from: number, to: number) {
    const [start, end] = [Number(this.dataset.start), Number(this.dataset.end)]
    const day = (share: number, back = 0) => {
      const ms = start + share * (end - start) - back + 8 * 3_600_000 // days of the city
      return new Date(Math.floor(ms / dayMs) * dayMs).toISOString().slice(0, 10)
    }
    const address = new URL(this.dataset.address ?? '', location.href)
    address.searchParams.set('from', day(from))
    address.searchParams.set('to', day(to, 1))
    location.assign(address)
  }
}
customElements.define('chart-zoom', ChartZoom)
