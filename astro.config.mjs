import node from '@astrojs/node'
import { defineConfig, memoryCache } from 'astro/config'
import { englishTwins } from './src/i18n/twins.ts'

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [englishTwins()],
  cache: { provider: memoryCache({ max: 2000 }) },
  // Everything that runs or styles is a file of ours: the content security policy then needs no exception.
  build: { inlineStylesheets: 'never', assets: 'assets' },
  vite: { build: { assetsInlineLimit: 0 } },
  compressHTML: true,
  devToolbar: { enabled: false },
})
