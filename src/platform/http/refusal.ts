/** A request that is turned away, before its page runs or because that failed. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 500 | 503
  reason:
    | 'sign_in_first'
    | 'not_allowed'
    | 'other_site'
    | 'no_such_action'
    | 'no_such_method'
    | 'unreadable'
    | 'malformed'
    | 'too_slow'
    | 'unavailable'
    | 'fault'
}

const titles: Record<Refusal['reason'], string> = {
  sign_in_first: 'Please sign in first / 请先登录',
  not_allowed: 'Your account may not do this / 您的账号无权进行此操作',
  other_site: 'Writing requests must come from this site / 写入请求必须来自本站',
  no_such_action: 'There is no such action / 没有这项操作',
  no_such_method: 'This address does not take this method / 此地址不接受这种请求方法',
  unreadable: 'What was sent holds characters that cannot be kept / 提交的内容含有不能保存的字符',
  malformed: 'The request is malformed / 请求的格式不对',
  too_slow: 'The query took too long and was stopped; please narrow it / 查询用时过长，已停止，请缩小范围',
  unavailable: 'The database does not answer at the moment / 数据库暂时没有响应',
  fault: 'Something broke on our side / 网站出了差错',
}

/** For programs, in both languages. */
export const refusalTitle = (refusal: Refusal): string => titles[refusal.reason]
