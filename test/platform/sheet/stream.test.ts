import { expect, it } from 'vitest'
import { csvStream, xlsxStream } from '#platform/sheet/stream.ts'
import { type Cell, csvText } from '#platform/sheet/write.ts'
import { readXlsx } from '#platform/sheet/xlsx.ts'

const rows: Cell[][] = [
  ['=1+1', 12.5, null, true],
  ['"桃江", 纸业\n', -3, ' x', 'constructor'],
]
async function* batches() {
  yield rows.slice(0, 1)
  yield rows.slice(1)
}
const whole = async (parts: AsyncIterable<string | Uint8Array>) => {
  const all: Buffer[] = []
  for await (const part of parts) all.push(Buffer.from(part))
  return Buffer.concat(all)
}

it('a table that is written as it is read is the same text as one written at once', async () => {
  expect((await whole(csvStream(batches()))).toString()).toBe(csvText(rows))
})

it('a workbook that is written as it is read holds the same cells, words as words', async () => {
  const bytes = await whole(xlsxStream('曝光台', ['甲', '乙', '丙', '丁'], batches()))
  const { sheets } = await readXlsx(bytes)
  expect(sheets.map(({ name }) => name)).toEqual(['曝光台'])
  expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
    ['甲', '乙', '丙', '丁'],
    ['=1+1', 12.5, null, true],
    ['"桃江", 纸业\n', -3, ' x', 'constructor'],
  ])
})
