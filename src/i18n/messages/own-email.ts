import { bilingual } from '#src/i18n/bilingual.ts'

/** The account's own mail address, on its page. */
export const ownEmailMessages = bilingual(
  {
    title: '邮箱',
    lead: '督办、举报超期、台账退回等通知寄到这里。邮箱不公开，也不能用来登录或找回口令。',
    none: '还没有登记邮箱，通知只在平台里看得到。',
    now: (address: string) => `现在的邮箱是 ${address}。`,
    waits: (address: string, hours: number) =>
      `已向 ${address} 寄出确认信，${hours} 小时内有效，还没有确认；确认之前不会更改。`,
    address: '新的邮箱',
    hint: '先寄一封确认信；您登录后打开信里的链接，才会更改。原来的邮箱会收到通知',
    ask: '寄出确认信',
    asked: '确认信已寄出，请打开信里的链接。',
    confirmLead: (address: string) => `请确认：${address} 是您的邮箱，以后的通知寄到这里。`,
    confirm: '确认更改',
    confirmed: '已更改；原来如有邮箱，已向它寄出通知。',
    remove: '不再登记邮箱',
    removed: '已删除。',
    missing: '未登记',
  },
  {
    title: 'Mail address',
    lead: 'Notices of orders, overdue reports and returned ledgers go here. It is not public, and nobody signs in or gets a passphrase by it.',
    none: 'No address is given: notices are seen in the portal alone.',
    now: (address) => `Your address is ${address}.`,
    waits: (address, hours) =>
      `A letter went to ${address}, good for ${hours} hours. It is not confirmed yet: nothing changes before.`,
    address: 'New address',
    hint: 'A letter asks first; it changes when you, signed in, open the link. The present address is told',
    ask: 'Send the letter',
    asked: 'The letter was sent; please open its link.',
    confirmLead: (address) => `Please confirm that ${address} is yours and that notices go there from now on.`,
    confirm: 'Yes, change it',
    confirmed: 'Changed. A letter went to the address before, if there was one.',
    remove: 'Give no address',
    removed: 'Deleted.',
    missing: 'not given',
  },
)

export const ownEmailMail = {
  zh: {
    askSubject: '请确认您在清源平台的邮箱',
    askText: (link: string) =>
      `清源平台的一个账号请求把这个邮箱登记为自己的邮箱。如果是您本人，请登录后打开下面的链接确认，72 小时内有效；不是就不必理会，什么都不会改变。\n\n${link}\n`,
    toldSubject: '您在清源平台的邮箱已更改',
    toldText: (username: string, isChanged: boolean) =>
      `账号 ${username} 的邮箱已${isChanged ? '改为另一个地址' : '删除'}，通知不再寄到这里。如果不是您本人办理，请立即修改口令，并联系系统管理员。\n`,
  },
  en: {
    askSubject: 'Please confirm your mail address in Qingyuan',
    askText: (link: string) =>
      `An account asked to have this address as its own. If it was you, sign in and open this link within 72 hours; if not, do nothing, and nothing changes.\n\n${link}\n`,
    toldSubject: 'Your mail address in Qingyuan was changed',
    toldText: (username: string, isChanged: boolean) =>
      `The address of the account ${username} was ${isChanged ? 'replaced by another one' : 'deleted'}; notices no longer come here. If it was not you, change your passphrase at once and tell the administrator.\n`,
  },
}
