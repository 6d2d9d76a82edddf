import type { APIRoute } from 'astro'
import { storyLimits } from '#domain/story/input.ts'
import { renderStory } from '#platform/content/markdown.ts'
import { problem } from '#platform/http/api.ts'

/** The Markdown of a story as HTML, for the preview beside the editor. Nothing is kept. */
export const POST: APIRoute = async ({ request, locals }) => {
  const text = String((await request.formData().catch(() => new FormData())).get('text') ?? '')
  if (text.length > storyLimits.body) return problem(422, `At most ${storyLimits.body} characters`)
  return new Response(renderStory(text, locals.locale), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}
