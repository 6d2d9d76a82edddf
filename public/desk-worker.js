/* Says that something waits at the desk. What, stands in no message: the page asks for it, signed in. */
const words = {
  zh: { title: '清源：有事等着您', body: '打开待办查看。' },
  en: { title: 'Qingyuan: something waits for you', body: 'Open your inbox to see it.' },
}
const locale = new URL(self.location.href).searchParams.get('lang') === 'en' ? 'en' : 'zh'
const desk = new URL(self.location.href).searchParams.get('desk') === 'filing' ? '/filing' : '/office/inbox'

self.addEventListener('push', (event) => {
  const { title, body } = words[locale]
  event.waitUntil(
    self.registration.showNotification(title, { body, tag: 'desk', icon: '/icons/icon-192.png', lang: locale }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow((locale === 'en' ? '/en' : '') + desk))
})
