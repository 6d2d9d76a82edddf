/** A part of a map, to be kept by the browser for half a minute: who moves back and forth asks once. */
export const geoJson = (features: object): Response =>
  new Response(JSON.stringify(features), {
    headers: { 'content-type': 'application/geo+json', 'cache-control': 'public, max-age=30' },
  })
