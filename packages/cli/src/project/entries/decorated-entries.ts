/** Entries that decorators declare on the methods of classes: fields, messages, events, times. */
import type { ClassFact, DecoratorModel, EntryKind } from '@backend-architect/analysis';
import { beforeMethods, meaningsOf } from '../routes/controllers.js';
import type { DecoratorMeaning } from '../routes/decorator-meaning.js';
import { idOf, libraryOf } from '../things.js';
import type { Entry } from '../types.js';
import { UNNAMED, type EntryInput } from './entry-input.js';

type EntryDecorator = Extract<DecoratorModel, { is: 'entry' }>;
type Declared = DecoratorMeaning & { readonly model: EntryDecorator };

interface Marked {
  readonly method: ClassFact['methods'][number];
  readonly meaning: Declared;
  readonly onMethod: readonly DecoratorMeaning[];
}

/** The request that asks for a field, where nothing else is configured. */
const GRAPHQL_REQUEST = { path: '/graphql', method: 'POST' };

const KINDS: Readonly<Record<EntryDecorator['kind'], EntryKind>> = {
  schedule: 'schedule',
  event: 'event',
  message: 'queue',
  socket: 'socket',
  'graphql-query': 'graphql',
  'graphql-mutation': 'graphql',
  'graphql-field': 'graphql',
  'graphql-resolver': 'graphql',
  rpc: 'rpc',
};

export function decoratedEntries(input: EntryInput): Entry[] {
  const { files } = input.resolver;
  return [...files].flatMap(([file, facts]) =>
    facts.role === 'test' ? [] : facts.classes.flatMap((owner) => entriesOfClass(input, file, owner)),
  );
}

function entriesOfClass(input: EntryInput, file: string, owner: ClassFact): Entry[] {
  // `__resolveType` tells types apart, and a client asks for none of these.
  const asked = owner.methods.filter(({ name, decorators }) => decorators.length > 0 && !name.startsWith('__'));
  const marked = asked.flatMap((method) => {
    const onMethod = meaningsOf(input, file, method.decorators);
    return onMethod.filter(isDeclared).map((meaning): Marked => ({ method, meaning, onMethod }));
  });
  if (marked.length === 0 && owner.decorators.length === 0) return [];
  const onClass = meaningsOf(input, file, owner.decorators);
  const around = onClass.filter(isDeclared);
  const before = beforeMethods(input.controllers, input.controllers.chain, file, owner, onClass);
  const runs = around.flatMap((meaning): Marked[] => {
    const method = owner.methods.find(({ name }) => name === meaning.model.runs);
    const isMarked = marked.some((one) => KINDS[one.meaning.model.kind] === 'queue');
    return method && !isMarked ? [{ method, meaning, onMethod: [] }] : [];
  });
  const entryOf = ({ method, meaning, onMethod }: Marked, of: Declared | undefined): Entry => {
    const name = nameOf(input, method.name, meaning, of);
    const known = meaning.model.guarded ? before(file, method, onMethod, GRAPHQL_REQUEST) : null;
    return {
      kind: KINDS[meaning.model.kind],
      framework: libraryOf(meaning.symbol),
      name,
      file,
      at: meaning.at.at,
      handler: idOf(file, method.fn),
      handlerName: `${owner.name}.${method.name}`,
      chain: known && known.links,
      complete: !name.includes(UNNAMED) && (known?.isKnown ?? true),
      ...(meaning.model.kind === 'graphql-mutation' && { changes: true as const }),
      ...(known && known.declaredPublic !== null && { declaredPublic: known.declaredPublic }),
    };
  };
  return [...marked.map((one) => entryOf(one, around[0])), ...runs.map((one) => entryOf(one, undefined))];
}

function isDeclared(meaning: DecoratorMeaning): meaning is Declared {
  return meaning.model.is === 'entry';
}

function nameOf(input: EntryInput, method: string, meaning: Declared, around: Declared | undefined): string {
  const { kind } = meaning.model;
  const said = textIn(input, meaning);
  if (kind === 'graphql-query' || kind === 'graphql-mutation')
    return `${meaning.symbol.slice(meaning.symbol.lastIndexOf('#') + 1)}.${said ?? method}`;
  if (kind === 'graphql-field') return `${around ? typeNamed(input, around) : UNNAMED}.${said ?? method}`;
  if (kind === 'rpc') {
    const said = meaning.args.map((arg) => input.textOf(meaning.file, arg) ?? UNNAMED);
    return (said.length < 2 ? [...said, method] : said).join('.');
  }
  const own = said ?? (meaning.args.length === 0 ? null : UNNAMED);
  if (kind !== 'message') return own ?? method;
  // A queue has the name of its class, and jobs in it their own.
  const queue = around && (textIn(input, around) ?? (around.args.length === 0 ? null : UNNAMED));
  return [queue, own].filter((part) => part !== null && part !== undefined).join(':') || method;
}

/** `@Query('users')`, `@Query(() => [User], { name: 'users' })`, `@OnEvent(events.created)`. */
function textIn({ textOf }: EntryInput, { file, args }: Declared): string | null {
  for (const arg of args) {
    const named = arg.properties?.['name'] ?? arg.properties?.['cmd'];
    const found = textOf(file, arg) ?? (named ? textOf(file, named) : null);
    if (found !== null) return found;
  }
  return null;
}

/** `@Resolver('User')`, `@Resolver(User)`, `@Resolver(() => User)`. */
function typeNamed({ resolver }: EntryInput, { file, args: [first] }: Declared): string {
  if (first?.text !== undefined) return first.text;
  const given = first && resolver.argument(file, first);
  const result = given?.kind === 'function' ? resolver.functionFact(given.file, given.fn)?.result : undefined;
  const thing = result && given?.kind === 'function' ? resolver.resolve(given.file, result) : given;
  return thing?.kind === 'class' || thing?.kind === 'interface' ? thing.name : UNNAMED;
}
