import { type Card, cardPng } from '#platform/card/card.ts'

/** The answer that carries a share card; other sites may show it. */
export async function cardResponse(card: Card): Promise<Response> {
  return new Response(new Uint8Array(await cardPng(card)), {
    headers: {
      'content-type': 'image/png',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  })
}
