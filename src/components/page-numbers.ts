/** The pages a pager names: the first, the last, the neighbours of this one; null where pages are left out. */
export function pageNumbers(page: number, last: number): (number | null)[] {
  const shown = [...new Set([1, 2, page - 1, page, page + 1, last - 1, last])]
    .filter((n) => n >= 1 && n <= last)
    .sort((a, b) => a - b)
  return shown.flatMap((n, i) => {
    const before = shown[i - 1] ?? 0
    if (n - before === 2) return [n - 1, n]
    return n - before > 2 ? [null, n] : [n]
  })
}
