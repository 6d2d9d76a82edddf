import { bilingual } from '#src/i18n/bilingual.ts'

/** Why a request was turned away or failed, and what to do about it (src/pages/refused.astro). */
export const refusalMessages = bilingual(
  {
    sign_in_first: '需要登录',
    sign_in_firstAdvice:
      '您没有登录，或登录已过期，刚才提交的内容没有保存。请在新标签页中登录，然后回到本页刷新，并同意重新提交：填写的内容会原样再次提交。',
    not_allowed: '您的账号无权查看或办理',
    not_allowedAdvice: '这项内容只对特定身份或部门开放。如果您的工作需要它，请联系系统管理员调整账号的身份或部门。',
    other_site: '请求不是从本站发出的',
    other_siteAdvice: (address: string) =>
      `为防止别的网站冒用您的登录，只接受从本站页面提交的内容。请从 ${address} 打开本站，重新填写后提交。`,
    no_such_action: '没有这项操作',
    no_such_actionAdvice: '页面可能已经更新。请返回上一页，刷新后再试。',
    no_such_method: '此地址不接受这种请求',
    no_such_methodAdvice: '请从首页或菜单重新打开要办的事项，填写后提交。',
    unreadable: '提交的内容含有不能保存的字符',
    unreadableAdvice: '例如空字符（NUL）。请返回上一页，删去看不见的字符后重新提交；没有任何内容被更改。',
    malformed: '提交的内容格式不对',
    malformedAdvice: '可能在传送中断了。请返回上一页重新提交；没有任何内容被更改。',
    too_slow: '查询用时过长，已停止',
    too_slowAdvice: '请缩小筛选范围，例如选定县区、行业或年份，然后再试。',
    unavailable: '数据库暂时没有响应',
    unavailableAdvice: '请过一分钟再试。您的操作没有完成，也没有留下一半的结果。',
    fault: '网站出了差错',
    faultAdvice: '您的操作没有完成，也没有留下一半的结果。请稍后再试；如果仍然出错，请把下面的请求编号告诉我们。',
    reference: (id: string) => `请求编号 ${id}`,
    signIn: '登录',
    account: '我的账号',
    home: '首页',
  },
  {
    sign_in_first: 'Please sign in',
    sign_in_firstAdvice:
      'You are not signed in, or your session has ended, and what you sent was not saved. Sign in in a new tab, then come back here, reload and agree to send again: what you typed is sent as it was.',
    not_allowed: 'Your account may not see or do this',
    not_allowedAdvice:
      'It is open to certain roles or departments only. If your work needs it, ask the administrator to change the role or department of your account.',
    other_site: 'The request did not come from this site',
    other_siteAdvice: (address) =>
      `So that no other site can use your session, only forms of this site are taken. Please open it at ${address} and send the form from there.`,
    no_such_action: 'There is no such action',
    no_such_actionAdvice: 'The page may have changed. Please go back, reload it and try again.',
    no_such_method: 'This address does not take such a request',
    no_such_methodAdvice: 'Please open what you want to do from the front page or the menu, and send it from there.',
    unreadable: 'What was sent holds characters that cannot be kept',
    unreadableAdvice:
      'NUL, for example. Please go back, remove characters that cannot be seen, and send it again; nothing was changed.',
    malformed: 'What was sent cannot be read',
    malformedAdvice: 'It may have been cut off on the way. Please go back and send it again; nothing was changed.',
    too_slow: 'The query took too long and was stopped',
    too_slowAdvice: 'Please narrow it, for example to a county, a sector or a year, and try again.',
    unavailable: 'The database does not answer at the moment',
    unavailableAdvice: 'Please try again in a minute. Nothing was changed by your request.',
    fault: 'Something broke on our side',
    faultAdvice:
      'Nothing was changed by your request. Please try again later; if it stays, please tell us the request number below.',
    reference: (id) => `Request ${id}`,
    signIn: 'Sign in',
    account: 'My account',
    home: 'Front page',
  },
)
