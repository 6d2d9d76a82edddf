import { describe } from 'vitest'
import { postgresEngine } from '#platform/search/postgres/engine.ts'
import { keepsTheContract } from '#test/platform/search/contract.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()

describe('the search in PostgreSQL', () => keepsTheContract(() => postgresEngine(database.db)))
