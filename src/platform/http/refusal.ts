/** A request that is turned away before its page runs. */
export interface Refusal {
  status: 401 | 403 | 404
  reason: 'sign_in_first' | 'not_allowed' | 'other_site' | 'no_such_action'
}

const titles: Record<Refusal['reason'], string> = {
  sign_in_first: 'Please sign in first / 请先登录',
  not_allowed: 'Your account may not do this / 您的账号无权进行此操作',
  other_site: 'Writing requests must come from this site / 写入请求必须来自本站',
  no_such_action: 'There is no such action / 没有这项操作',
}

export const refusalTitle = (refusal: Refusal): string => titles[refusal.reason]
