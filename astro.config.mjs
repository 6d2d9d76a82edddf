import node from '@astrojs/node'
import { defineConfig } from 'astro/config'
import { englishTwins } from './src/i18n/twins.ts'

export default defineConfig({
  output: 'server',
  // Pages are written whole: a query that fails half-way down a page gives an error page, not half a page.
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  // src/platform/http/origin.ts asks more, of every writing request, and against SITE_URL, also behind a proxy with TLS.
  security: { checkOrigin: false, actionBodySizeLimit: 12 * 1024 * 1024 }, // sizes: src/platform/http/body.ts
  integrations: [englishTwins()],
  cache: { provider: { name: 'qingyuan', entrypoint: new URL('./src/platform/cache/provider.ts', import.meta.url) } },
  // Everything that runs or styles is a file of ours: the content security policy then needs no exception.
  build: { inlineStylesheets: 'never', assets: 'assets' },
  vite: { build: { assetsInlineLimit: 0 } },
  compressHTML: true,
  devToolbar: { enabled: false },
})
