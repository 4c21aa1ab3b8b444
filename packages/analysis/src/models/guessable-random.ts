/**
 * Identifiers and numbers made for speed or looks: from `Math.random`, a seeded generator, or the clock and a counter.
 */
import { defineModel, type LibraryModel, type MemberModel, type TypeModel } from '../vocabulary/library-model.js';

const GUESSABLE: MemberModel = { call: { result: { is: 'random', weak: true } } };
/** The module is the function, and some name it too. */
const functionOf = (library: string, names: readonly string[] = []): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: { default: GUESSABLE, ...Object.fromEntries(names.map((name) => [name, GUESSABLE])) },
  });

/** `faker.string.uuid()`: made-up data for examples, by category; a member of any category. */
const MADE_UP: MemberModel = { type: 'Faker' };
const ANY_OF: TypeModel = { members: { '*': GUESSABLE } };

export const guessableRandom: readonly LibraryModel[] = [
  defineModel({
    library: 'nanoid/non-secure',
    modules: ['nanoid/non-secure'],
    family: 'other',
    exports: { nanoid: GUESSABLE, customAlphabet: { call: { returns: 'Generator' } } },
    types: { Generator: { call: { result: { is: 'random', weak: true } } } },
  }),
  defineModel({ library: 'uid', modules: ['uid', 'uid/single'], family: 'other', exports: { uid: GUESSABLE } }),
  defineModel({
    library: '@faker-js/faker',
    modules: ['@faker-js/faker', '@faker-js/faker/*', 'faker', 'faker/*', 'community-faker'],
    family: 'other',
    exports: { default: MADE_UP, faker: MADE_UP },
    types: { Faker: { members: { '*': { type: 'Category' } } }, Category: ANY_OF },
  }),
  defineModel({
    library: 'chance',
    modules: ['chance'],
    family: 'other',
    exports: {
      default: { type: 'Chance', new: { returns: 'Chance' }, call: { returns: 'Chance' } },
      Chance: { type: 'Chance', new: { returns: 'Chance' } },
    },
    types: { Chance: ANY_OF },
  }),
  defineModel({
    library: 'casual',
    modules: ['casual'],
    family: 'other',
    exports: { default: { type: 'Casual' } },
    types: { Casual: ANY_OF },
  }),
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
