/**
 * Identifiers and numbers made for speed or looks: from `Math.random`, a seeded generator, or the clock and a counter.
 */
import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const GUESSABLE: MemberModel = { call: { result: { is: 'random', weak: true } } };
/** The module is the function, and some name it too. */
const functionOf = (library: string, names: readonly string[] = []): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: { default: GUESSABLE, ...Object.fromEntries(names.map((name) => [name, GUESSABLE])) },
  });

export const guessableRandom: readonly LibraryModel[] = [
  defineModel({
    library: 'nanoid/non-secure',
    modules: ['nanoid/non-secure'],
    family: 'other',
    exports: { nanoid: GUESSABLE, customAlphabet: { call: { returns: 'Generator' } } },
    types: { Generator: { call: { result: { is: 'random', weak: true } } } },
  }),
  defineModel({ library: 'uid', modules: ['uid', 'uid/single'], family: 'other', exports: { uid: GUESSABLE } }),
  functionOf('hat'),
  functionOf('cuid'),
  functionOf('uniqid', ['process', 'time']),
  functionOf('random-int'),
  functionOf('random-float'),
  defineModel({
    library: 'seedrandom',
    modules: ['seedrandom'],
    family: 'other',
    exports: { default: { call: { returns: 'Generator' } } },
    types: {
      Generator: {
        call: { result: { is: 'random', weak: true } },
        members: { int32: GUESSABLE, quick: GUESSABLE, double: GUESSABLE },
      },
    },
  }),
];
