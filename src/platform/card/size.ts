/** Of a share card, in pixels: what the services that show it ask for. */
export const cardSize = { width: 1200, height: 630 }
