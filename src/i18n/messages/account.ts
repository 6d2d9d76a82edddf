import { bilingual } from '#src/i18n/bilingual.ts'

export const accountMessages = bilingual(
  {
    account: '我的账号',
    signIn: '登录',
    signInTitle: '登录',
    signInLead: '排污单位、运维单位、环保组织和环保部门的工作人员在此登录。查阅公开信息不需要登录。',
    username: '用户名',
    passphrase: '口令',
    code: '验证码',
    codeTitle: '输入验证码',
    codeLead: '口令已核对。请输入验证器应用中的 6 位验证码，也可以用一个备用码。',
    codeHint: '每个验证码 30 秒内有效，只能用一次。',
    confirm: '确认',
    signOut: '退出登录',
    signOutTitle: '退出登录',
    signOutLead: '退出后，这台设备上的会话立即结束。',
    signedOut: '您没有登录，或已经退出。',
    demoTitle: '演示账号',
    demoLead: '以下账号只在演示站点可用，口令相同。监管人员还需要验证码；验证码每 30 秒更换，刷新本页可看最新的。',
    role: '身份',
    name: '名称',
  },
  {
    account: 'My account',
    signIn: 'Sign in',
    signInTitle: 'Sign in',
    signInLead:
      'For enterprises, monitoring operators, environmental groups and officers. Reading what is public needs no account.',
    username: 'Username',
    passphrase: 'Passphrase',
    code: 'Code',
    codeTitle: 'Give the code',
    codeLead: 'Your passphrase was right. Now the six digits from your authenticator app, or one of your backup codes.',
    codeHint: 'A code is good for 30 seconds, and once.',
    confirm: 'Confirm',
    signOut: 'Sign out',
    signOutTitle: 'Sign out',
    signOutLead: 'Your session on this device ends at once.',
    signedOut: 'You are not signed in, or have signed out already.',
    demoTitle: 'Demo accounts',
    demoLead:
      'They work on the demonstration site only and share one passphrase. Officers also give a code; it changes every 30 seconds, so reload this page for the newest.',
    role: 'Role',
    name: 'Desk',
  },
)

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
    reference: '请求编号',
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
    reference: 'Request',
  },
)
