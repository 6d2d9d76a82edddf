/** The same address with one parameter changed (null takes it off). Paging starts again unless it is paging that changes. */
export function withParam(path: string, params: URLSearchParams, name: string, value: string | null): string {
  const next = new URLSearchParams(params)
  if (value === null) next.delete(name)
  else next.set(name, value)
  if (name !== 'page') next.delete('page')
  next.delete('cursor')
  return address(path, next)
}

/** The same address with one of a parameter's values put in or, when it is there, taken out. */
export function withToggled(path: string, params: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(params)
  if (next.has(name, value)) next.delete(name, value)
  else next.append(name, value)
  next.delete('page')
  next.delete('cursor')
  return address(path, next)
}

const address = (path: string, params: URLSearchParams) => (params.size > 0 ? `${path}?${params}` : path)
