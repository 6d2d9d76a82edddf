import { z } from 'zod'
import { boardSearch } from '#domain/violation/input/board.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { both } from '#src/i18n/both.ts'

export const savedSearchLimits = { name: 80, state: 2000, each: 50 }

/**
 * The state of the board that an address holds, written the one way: only what the board knows, in the order of its names,
 * without page. Two addresses of one state are then one saved search.
 */
export function boardStateOf(query: string): string {
  const given = new URLSearchParams(query)
  const { values } = parseSearch(boardSearch.zh, given)
  const { page: _, ...kept } = values
  const state = new URLSearchParams()
  for (const name of Object.keys(kept).sort()) {
    const value = kept[name as keyof typeof kept]
    if (name === 'sort' && value === '-decided') continue
    for (const each of [value ?? []].flat().map(String).sort()) if (each !== '') state.append(name, each)
  }
  return state.toString()
}

export const savedSearchInput = z.object({
  name: z
    .string(both('请填写名称。', 'Give it a name.'))
    .trim()
    .min(1, both('请填写名称。', 'Give it a name.'))
    .max(
      savedSearchLimits.name,
      both(`名称最多 ${savedSearchLimits.name} 个字符。`, `At most ${savedSearchLimits.name} characters.`),
    ),
  state: z
    .string()
    .max(savedSearchLimits.state, both('查询条件太长。', 'The search is too long.'))
    .default('')
    .transform(boardStateOf),
})
export type SavedSearchInput = z.infer<typeof savedSearchInput>

export const savedSearchId = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })
