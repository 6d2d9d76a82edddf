import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

const pages = fileURLToPath(new URL('../pages/', import.meta.url))
/** Machines' addresses and the error pages speak no language. */
const single = /^(api\/|healthz|readyz|metrics|404|500|board\/feed)/

/**
 * Serves every page a second time below `/en`: one file, two addresses. The page asks `Astro.locals.locale` which of the
 * two it is.
 */
export function englishTwins(): AstroIntegration {
  return {
    name: 'english-twins',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const file of readdirSync(pages, { recursive: true, encoding: 'utf8' })) {
          if (!file.endsWith('.astro') || single.test(file)) continue
          const path = file.replace(/\.astro$/, '').replace(/(^|\/)index$/, '')
          injectRoute({ pattern: `/en/${path}`.replace(/\/$/, ''), entrypoint: `src/pages/${file}` })
        }
      },
    },
  }
}
