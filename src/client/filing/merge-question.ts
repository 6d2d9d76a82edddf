import type { Autosaved } from '#src/client/filing/autosave.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { savingMessages } from '#src/i18n/messages/saving.ts'

export type Decision = 'theirs' | 'mine'

/**
 * Asks at a field which of two values is to stand: a colleague saved one while another was typed here. Nothing is lost while
 * the question stands open; both answers are buttons.
 */
export function askAtField(
  locale: Locale,
  field: Element,
  conflict: Autosaved['conflicts'][number],
  decide: (decision: Decision) => void,
): void {
  const say = savingMessages[locale]
  field.querySelector('.merge-question')?.remove()
  const question = document.createElement('div')
  question.className = 'merge-question'
  question.setAttribute('role', 'group')
  const words = document.createElement('p')
  const choices = [...field.querySelectorAll('option')]
  const shown = (value: string) =>
    value === '' ? say.blank : (choices.find((choice) => choice.value === value)?.text ?? value)
  words.textContent = say.conflict(
    conflict.name ?? say.colleague,
    conflict.at ? clock(locale, conflict.at) : '',
    shown(conflict.theirs),
    shown(conflict.mine),
  )
  question.setAttribute('aria-label', words.textContent)
  question.append(words)
  for (const decision of ['theirs', 'mine'] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = decision === 'mine' ? '' : 'button-quiet'
    button.dataset.decision = decision
    button.textContent = say[decision]
    button.addEventListener('click', () => {
      question.remove()
      decide(decision)
    })
    question.append(button)
  }
  field.append(question)
}

/** 10:21, in the city. */
export const clock = (locale: Locale, at: string | Date) =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(at))
