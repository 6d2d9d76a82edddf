import { defineAction } from 'astro:actions'
import {
  createAccount,
  disableAccount,
  enableAccount,
  resetPassphrase,
  resetSecondFactor,
} from '#platform/auth/commands/administer.ts'
import { accountChangeInput, createAccountInput } from '#platform/auth/input.ts'
import { answer } from '#src/actions/answer.ts'

const as = ({ viewer, requestId }: App.Locals) => ({ by: viewer, requestId })

/** The administrator's actions on accounts. */
export const accounts = {
  create: defineAction({
    accept: 'form',
    input: createAccountInput,
    handler: (input, { locals }) => answer(() => createAccount(locals.db, input, as(locals), locals.machineNow)),
  }),
  disable: defineAction({
    accept: 'form',
    input: accountChangeInput,
    handler: (input, { locals }) => answer(() => disableAccount(locals.db, input, as(locals), locals.machineNow)),
  }),
  enable: defineAction({
    accept: 'form',
    input: accountChangeInput,
    handler: (input, { locals }) => answer(() => enableAccount(locals.db, input, as(locals), locals.machineNow)),
  }),
  resetSecondFactor: defineAction({
    accept: 'form',
    input: accountChangeInput,
    handler: (input, { locals }) => answer(() => resetSecondFactor(locals.db, input, as(locals), locals.machineNow)),
  }),
  resetPassphrase: defineAction({
    accept: 'form',
    input: accountChangeInput,
    handler: (input, { locals }) => answer(() => resetPassphrase(locals.db, input, as(locals), locals.machineNow)),
  }),
}
