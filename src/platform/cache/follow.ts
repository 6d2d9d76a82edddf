import { calmed } from '#platform/cache/calm.ts'
import { pageStore } from '#platform/cache/store.ts'
import { tagsOf } from '#platform/cache/tags.ts'
import { listenForEvents, type Subscription } from '#platform/events/listen.ts'
import { log } from '#platform/log.ts'

/** Keeps this process's pages true: each event drops those it touches; while events cannot be heard nothing is kept. */
export function followEvents(url: string): Subscription {
  const store = pageStore()
  const drop = calmed((tags) => store.drop(tags))
  return listenForEvents(
    url,
    {
      onEvent: (announcement) => drop(tagsOf(announcement)),
      onListening: () => store.open(),
      onLost: () => {
        log.warn('events: connection lost; pages are rendered each time until it is back')
        store.close()
      },
    },
    'qingyuan-page-cache',
  )
}
