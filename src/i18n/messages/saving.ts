import { bilingual } from '#src/i18n/bilingual.ts'

/** How the filing form stands to its being saved, always in sight; and the question when two people typed at once. */
export const savingMessages = bilingual(
  {
    saved: (time: string) => `已保存 ${time}`,
    nothingYet: '修改会自动保存',
    saving: '正在保存……',
    waiting: '有未保存的修改',
    busy: '网站繁忙，已存于本机，稍后自动提交',
    offline: '离线，已存于本机，恢复后自动提交',
    signed_out: '已退出登录，修改存于本机，登录后自动提交',
    gone: '草稿已不存在：可能已由同事公开或放弃。您填写的内容仍在本页。',
    refused: '有的内容无法保存，见标出的栏目',
    toDecide: (n: number) => `${n} 处与同事的填写不同，请选择`,
    colleague: '同事',
    conflict: (name: string, time: string, theirs: string, mine: string) =>
      `${name}${time && `于 ${time} `}保存为“${theirs}”，您填写的是“${mine}”。`,
    blank: '空',
    theirs: '采用同事的',
    mine: '保留我的',
    taken: '同事刚刚改过',
  },
  {
    saved: (time) => `Saved ${time}`,
    nothingYet: 'Changes save themselves',
    saving: 'Saving …',
    waiting: 'Changes not saved yet',
    busy: 'The site is busy: kept in this browser, sent again in a moment',
    offline: 'Off line: kept in this browser, sent when the network is back',
    signed_out: 'Signed out: kept in this browser, sent after you sign in',
    gone: 'The draft is gone: a colleague may have published or discarded it. What you typed stands on this page.',
    refused: 'Some of it cannot be saved; see the marked fields',
    toDecide: (n) => `${n} ${n === 1 ? 'field differs' : 'fields differ'} from a colleague's: please choose`,
    colleague: 'A colleague',
    conflict: (name, time, theirs, mine) => `${name} saved “${theirs}”${time && ` at ${time}`}; you typed “${mine}”.`,
    blank: 'nothing',
    theirs: 'Keep theirs',
    mine: 'Keep mine',
    taken: 'Just changed by a colleague',
  },
)
