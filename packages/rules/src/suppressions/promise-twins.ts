/** Rules with types that say of promises what ours say without. */
export const PROMISE_TWINS: readonly string[] = ['no-floating-promises', 'no-misused-promises'].flatMap((rule) => [
  `@typescript-eslint/${rule}`,
  `typescript/${rule}`,
]);
