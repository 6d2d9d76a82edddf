/**
 * Stands in for `astro:actions`, which exists inside a build only, so that a test can walk the tree of actions: each is a
 * leaf that says so. What actions do is tested over HTTP.
 */
export const defineAction = (definition: object) => ({ isAction: true, ...definition })
export class ActionError extends Error {}
export const isInputError = () => false
