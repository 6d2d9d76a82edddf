import { globSync, readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ReporterIdentity } from '#domain/report/rules/content.ts'
import { type OpeningPage, openingPage, Revealed } from '#domain/report/rules/revealed.ts'

const secret: ReporterIdentity = { name: '欧阳测试', telephone: '13900000001' }
const revealed = new Revealed(secret)

describe('an identity that was opened', () => {
  it('cannot be printed, logged, serialised, copied or joined to a text', () => {
    const attempts = [
      () => JSON.stringify({ revealed }),
      () => inspect(revealed, { depth: 9, showHidden: true }),
      () => Object.values(revealed),
      () => ({ ...revealed }),
      () => structuredClone(revealed),
      () => `${revealed as unknown as string}`,
      () => String(revealed),
      () => [revealed].join(),
    ]
    for (const attempt of attempts) {
      let shown = ''
      try {
        shown = inspect(attempt(), { depth: 9 })
      } catch (error) {
        shown = String(error)
      }
      expect(shown).not.toContain('欧阳测试')
      expect(shown).not.toContain('13900000001')
    }
  })

  it('is read with the key of the page that asked, and with nothing else', () => {
    expect(revealed.read(openingPage)).toEqual(secret)
    expect(() => revealed.read({} as OpeningPage)).toThrow('only the page')
  })

  it('fits no place where a text, a record or an identity itself is wanted', () => {
    expectTypeOf<Revealed<ReporterIdentity>>().not.toExtend<string>()
    expectTypeOf<Revealed<ReporterIdentity>>().not.toExtend<ReporterIdentity>()
    expectTypeOf<Revealed<ReporterIdentity>>().not.toExtend<Record<string, unknown>>()
    expectTypeOf<{ name: string }>().not.toExtend<OpeningPage>()
    expectTypeOf<keyof Revealed<ReporterIdentity>>().toEqualTypeOf<
      'read' | typeof Symbol.toPrimitive | typeof inspect.custom
    >()
  })
})

describe('the import lines', () => {
  const importersOf = (name: string) =>
    globSync('{src,db}/**/*.{ts,astro}')
      .filter((file) =>
        new RegExp(`import[^;]*?\\b${name}\\b[^;]*?from`, 's').test(
          readFileSync(file, 'utf8').replace(/\n(?!import)/g, ' '),
        ),
      )
      .sort()

  it('only the page of openings holds their key', () => {
    expect(importersOf('openingPage')).toEqual(['src/pages/office/reports/[id]/identity.astro'])
  })

  it('only the commands that open, receive and destroy touch the table of identities', () => {
    expect(importersOf('identities')).toEqual([
      'src/domain/report/commands/identity.ts',
      'src/domain/report/commands/receive.ts',
      'src/domain/report/commands/retention/originals.ts',
    ])
  })

  it('only the openings use the private key and the connection that reads identities', () => {
    expect(importersOf('identityPrivateKey')).toEqual(['src/domain/report/commands/identity.ts'])
    expect(importersOf('identityDatabase')).toEqual(['src/pages/office/reports/[id]/identity.astro'])
  })
})
