import type { StoryState } from '#domain/story/rules/course.ts'

export const storyTone: Record<StoryState, 'amber' | 'river' | 'slate' | 'ink'> = {
  draft: 'amber',
  scheduled: 'ink',
  published: 'river',
  withdrawn: 'slate',
}
