import type { Engine } from './evaluation.js';

/**
 * What is remembered of nodes, apart for each engine: the same program may be looked at alone and with its project,
 * which knows more.
 */
export function perEngine<Key extends object, Answer>(): (e: Engine) => WeakMap<Key, Answer> {
  const known = new WeakMap<Engine, WeakMap<Key, Answer>>();
  return (e) => {
    const before = known.get(e);
    if (before) return before;
    const made = new WeakMap<Key, Answer>();
    known.set(e, made);
    return made;
  };
}
