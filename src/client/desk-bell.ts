/** Asks the browser's push service to knock here, and tells the portal where that is. Hidden where the browser cannot. */
customElements.define(
  'desk-bell',
  class extends HTMLElement {
    connectedCallback() {
      if (!('serviceWorker' in navigator) || !('PushManager' in window)) return
      this.hidden = false
      this.querySelector('button')?.addEventListener('click', () => this.#ring())
    }

    async #ring() {
      const { worker = '', key = '', action = '', asking = '', done = '', refused = '', failed = '' } = this.dataset
      const say = (text: string) => {
        const line = this.querySelector('[role=status]')
        if (line) line.textContent = text
      }
      say(asking)
      if ((await Notification.requestPermission()) !== 'granted') return say(refused)
      try {
        const registration = await navigator.serviceWorker.register(worker, { scope: '/account/digest' })
        const { endpoint } = await registration.pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: key,
        })
        const form = new FormData()
        form.set('endpoint', endpoint)
        const response = await fetch(action, { method: 'POST', body: form })
        say(response.ok ? done : failed)
      } catch {
        say(failed)
      }
    }
  },
)
