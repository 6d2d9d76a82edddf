import { defineAction } from 'astro:actions'
import { createApiKey, revokeApiKey } from '#platform/auth/commands/api-keys.ts'
import { apiKeyId, apiKeyInput } from '#platform/auth/input.ts'
import { answer } from '#src/actions/answer.ts'

/** Keys with which an association's programs send reports. */
export const apiKey = {
  create: defineAction({
    accept: 'form',
    input: apiKeyInput,
    handler: ({ name }, { locals: { db, viewer, machineNow } }) =>
      answer(() => createApiKey(db, viewer, name, machineNow)),
  }),
  revoke: defineAction({
    accept: 'form',
    input: apiKeyId,
    handler: ({ id }, { locals: { db, viewer, machineNow } }) =>
      answer(async () => {
        await revokeApiKey(db, viewer, id, machineNow)
        return { revoked: true }
      }),
  }),
}
