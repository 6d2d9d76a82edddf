import { config } from '#platform/config.ts'

/** Our own drawing alone, for reporters' pages: who serves tiles would see who looks at which place. */
export const ownGround = { 'data-boundaries': '/map/boundaries', 'data-water': '/map/water' }

/** What every other map of the site is told of its ground: our own drawing, or the tiles that the bureau has chosen. */
export const baseData = () => ({
  ...ownGround,
  'data-tiles': config().MAP_TILES_URL,
  'data-tiles-datum': config().MAP_TILES_DATUM,
  'data-tiles-by': config().MAP_TILES_BY,
})
