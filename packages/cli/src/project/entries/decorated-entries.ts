/** Entries that decorators declare on the methods of classes: fields, messages, events, times. */
import type { ClassFact, DecoratorModel, EntryKind } from '@backend-architect/analysis';
import { decoratorMeanings, type DecoratorMeaning } from '../routes/decorator-meaning.js';
import { frameworkOf } from '../routes/walk-routers.js';
import { idOf } from '../things.js';
import type { Entry } from '../types.js';
import { UNNAMED, type EntryInput } from './entry-input.js';

type EntryDecorator = Extract<DecoratorModel, { is: 'entry' }>;
type Declared = DecoratorMeaning & { readonly model: EntryDecorator };

const KINDS: Readonly<Record<EntryDecorator['kind'], EntryKind>> = {
  schedule: 'schedule',
  event: 'event',
  message: 'queue',
  socket: 'socket',
  'graphql-query': 'graphql',
  'graphql-mutation': 'graphql',
  'graphql-field': 'graphql',
  'graphql-resolver': 'graphql',
};

export function decoratedEntries(input: EntryInput): Entry[] {
  const { files } = input.resolver;
  return [...files].flatMap(([file, facts]) =>
    facts.role === 'test' ? [] : facts.classes.flatMap((owner) => entriesOfClass(input, file, owner)),
  );
}

function entriesOfClass(input: EntryInput, file: string, owner: ClassFact): Entry[] {
  const meanings = (decorators: ClassFact['decorators']): Declared[] =>
    decorators
      .flatMap((decorator) => decoratorMeanings(input.resolver, input.callsBy, file, decorator))
      .filter((meaning): meaning is Declared => meaning.model.is === 'entry');
  // `__resolveType` tells types apart, and a client asks for none of these.
  const asked = owner.methods.filter(({ name }) => !name.startsWith('__'));
  const marked = asked.flatMap((method) => meanings(method.decorators).map((meaning) => ({ method, meaning })));
  const onClass = marked.length === 0 && owner.decorators.length === 0 ? [] : meanings(owner.decorators);
  const [around] = onClass;
  const found = marked.map(({ method, meaning }) => entryOf(input, file, owner, method, meaning, around));
  const runs = onClass.flatMap((meaning) => {
    const method = owner.methods.find(({ name }) => name === meaning.model.runs);
    const isMarked = marked.some((one) => KINDS[one.meaning.model.kind] === 'queue');
    return method && !isMarked ? [entryOf(input, file, owner, method, meaning, undefined)] : [];
  });
  return [...found, ...runs];
}

function entryOf(
  input: EntryInput,
  file: string,
  owner: ClassFact,
  method: ClassFact['methods'][number],
  meaning: Declared,
  around: Declared | undefined,
): Entry {
  const name = nameOf(input, method.name, meaning, around);
  return {
    kind: KINDS[meaning.model.kind],
    framework: frameworkOf(meaning.symbol),
    name,
    file,
    at: meaning.at.at,
    handler: idOf(file, method.fn),
    handlerName: `${owner.name}.${method.name}`,
    chain: null,
    complete: !name.includes(UNNAMED),
  };
}

function nameOf(input: EntryInput, method: string, meaning: Declared, around: Declared | undefined): string {
  const { kind } = meaning.model;
  const said = textIn(input, meaning);
  if (kind === 'graphql-query' || kind === 'graphql-mutation')
    return `${meaning.symbol.slice(meaning.symbol.lastIndexOf('#') + 1)}.${said ?? method}`;
  if (kind === 'graphql-field') return `${around ? typeNamed(input, around) : UNNAMED}.${said ?? method}`;
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
