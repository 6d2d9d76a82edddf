import type { countyReturnStates } from '#db/vocabulary.ts'

/** The colours of a return's states: slate is nothing yet, amber waits for somebody, river is through. */
export const returnTone: Record<(typeof countyReturnStates)[number], 'slate' | 'amber' | 'vermilion' | 'river'> = {
  prepared: 'slate',
  completed: 'amber',
  signed: 'amber',
  sent_back: 'vermilion',
  received: 'river',
}
