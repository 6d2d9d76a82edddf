import gcoord from 'gcoord'
import { CRS, extend, latLng, type Point, Projection } from 'leaflet'

/**
 * Web Mercator for tiles drawn in GCJ-02, which lies some hundred metres off WGS 84 by a rule that differs from place to place. The
 * map goes on in WGS 84: points, bounds and clicks are turned only on their way to the screen and back.
 */
export const gcj02Mercator = extend({}, CRS.EPSG3857, {
  code: 'GCJ-02',
  projection: {
    ...Projection.SphericalMercator,
    bounds: Projection.SphericalMercator.bounds,
    project: ({ lat, lng }: { lat: number; lng: number }) => {
      const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02)
      return Projection.SphericalMercator.project(latLng(y, x))
    },
    unproject: (point: Point) => {
      const { lat, lng } = Projection.SphericalMercator.unproject(point)
      const [x, y] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84)
      return latLng(y, x)
    },
  },
}) as CRS
