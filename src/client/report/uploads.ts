import { localeOf } from '#src/i18n/locale.ts'
import type { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

const partBytes = 512 * 1024
const mostPauseMs = 30_000

/** Files are sent as they are chosen, piece by piece; what breaks off goes on where it stopped. */
export function takeFiles(form: HTMLFormElement, input: HTMLInputElement, say: (typeof reportIntakeMessages)['zh']) {
  const list = form.querySelector<HTMLElement>('[data-uploads]')
  const attach = form.querySelector<HTMLElement>('[data-attach]')
  if (!list) return
  if (attach) attach.hidden = true
  let going = Promise.resolve()
  let waiting = 0
  const take = () => {
    const files = [...(input.files ?? [])]
    input.value = '' // they are sent here, and not a second time with the form
    for (const file of files) {
      const line = list.appendChild(document.createElement('li'))
      line.textContent = say.uploading(file.name, 0)
      waiting++
      going = going.then(() => send(form, file, line, say)).finally(() => waiting--)
    }
  }
  input.addEventListener('change', take)
  take() // what was chosen before this script had come
  // A step taken while files are on their way waits for them.
  form.addEventListener('submit', (event) => {
    if (waiting === 0) return
    event.preventDefault()
    const { submitter } = event
    void going.then(() => form.requestSubmit(submitter))
  })
}

async function send(form: HTMLFormElement, file: File, line: HTMLElement, say: (typeof reportIntakeMessages)['zh']) {
  const base = '/report/uploads'
  const lang = localeOf(location.pathname)
  const extension = /\.([^.]+)$/.exec(file.name)?.[1] ?? ''
  const started = await stubbornly(
    () => fetch(`${base}?lang=${lang}&bytes=${file.size}`, { method: 'POST' }),
    line,
    file,
    say,
  )
  if (!started.ok) return refuse(line, file, started)
  const { id, token } = (await started.json()) as { id: string; token: string }
  const headers = { 'x-upload-token': token }
  for (let offset = 0; ; ) {
    const part = file.slice(offset, offset + partBytes)
    const path = `${base}/${id}?lang=${lang}&offset=${offset}&extension=${encodeURIComponent(extension)}`
    const answer = await stubbornly(() => fetch(path, { method: 'PUT', body: part, headers }), line, file, say)
    if (!answer.ok) return refuse(line, file, answer)
    const { offset: come } = (await answer.json()) as { offset: number }
    offset = come
    line.textContent = say.uploading(file.name, Math.floor((100 * come) / file.size))
    if (come >= file.size) break
  }
  const box = form.appendChild(document.createElement('input'))
  box.type = 'hidden'
  box.name = 'upload'
  box.value = `${id}.${token}`
  line.textContent = `${say.uploadDone(file.name)} `
  const remove = line.appendChild(document.createElement('button'))
  remove.type = 'button'
  remove.className = 'button-link'
  remove.textContent = say.remove
  remove.setAttribute('aria-label', `${say.remove} ${file.name}`)
  remove.addEventListener('click', () => {
    box.remove()
    line.remove()
    void fetch(`${base}/${id}?lang=${lang}`, { method: 'DELETE', headers }).catch(() => undefined) // else it goes after a day
  })
}

/** Tries until there is an answer that is not about the connection or the load. */
async function stubbornly(
  ask: () => Promise<Response>,
  line: HTMLElement,
  file: File,
  say: (typeof reportIntakeMessages)['zh'],
): Promise<Response> {
  for (let pause = 1_000; ; pause = Math.min(pause * 2, mostPauseMs)) {
    const answer = await ask().catch(() => undefined)
    if (answer && answer.status < 500) return answer
    line.textContent = say.uploadRetry(file.name)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function refuse(line: HTMLElement, file: File, answer: Response) {
  const { message = '' } = (await answer.json().catch(() => ({}))) as { message?: string }
  line.textContent = `${file.name}: ${message}`
  line.className = 'field-problem'
}
