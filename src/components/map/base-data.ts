import { config } from '#platform/config.ts'

/** What every map of the site is told of its ground: our own drawing, or the tiles that the bureau has chosen. */
export const baseData = () => ({
  'data-boundaries': '/map/boundaries',
  'data-water': '/map/water',
  'data-tiles': config().MAP_TILES_URL,
  'data-tiles-datum': config().MAP_TILES_DATUM,
  'data-tiles-by': config().MAP_TILES_BY,
})
