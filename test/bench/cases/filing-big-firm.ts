import { bigFirmFigures } from '#test/bench/filing/big-firm.ts'
import type { Bench } from '#test/bench/run.ts'

export const bench: Bench = { title: 'The firm with 200 outlets and 2,000 rows', on: 'filing', run: bigFirmFigures }
