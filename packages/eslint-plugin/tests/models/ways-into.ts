/** How programs get hold of what models speak of: each member of them, written down with what has to stand around it. */
import type { CallModel, LibraryModel, MemberModel, TypeModel } from '@backend-architect/analysis';
import { FILLERS, WrittenCall } from './write-call.js';

/** What stands before, around and in the place of a thing of a library. */
export interface Way {
  readonly setup: readonly string[];
  readonly open: readonly string[];
  readonly close: readonly string[];
  readonly take: string;
  /** What it is a member of. */
  readonly thing?: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Where the program has to stand. */
  readonly file?: string;
}

/** A member of a model, or an instance of a type, and how programs write it. */
export interface Place {
  readonly model: LibraryModel;
  /** `pg#Pool.query`, `express#default`. */
  readonly label: string;
  readonly member: MemberModel;
  readonly ways: readonly Way[];
  /** Members of the same thing. */
  readonly beside?: Readonly<Record<string, MemberModel>>;
}

/** So many ways into one type are tried. */
const ENOUGH = 6;
const RESERVED =
  /^(?:default|delete|new|in|function|class|import|export|return|this|null|true|false|typeof|void|eval)$/;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

interface TypeKey {
  readonly model: LibraryModel;
  readonly name: string;
}

/** Every place of the models with the ways to it. */
export function placesOf(models: readonly LibraryModel[]): readonly Place[] {
  return new Ways(models).places();
}

/** The ways to an instance of each type, by `library#Type`. */
export function waysIntoTypes(models: readonly LibraryModel[]): ReadonlyMap<string, readonly Way[]> {
  return new Ways(models).byLabel();
}

class Ways {
  readonly #types = new Map<LibraryModel, Map<string, Way[]>>();
  readonly #queue: [TypeKey, Way][] = [];

  constructor(private readonly models: readonly LibraryModel[]) {
    for (const model of models) for (const [path, member, way] of doors(model)) this.#expand(model, member, way, path);
    for (const model of models) for (const [type, way] of enteredAt(model)) this.#note(model, type, way);
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#enter(...next);
    for (const model of models)
      for (const [name, type] of Object.entries(model.types ?? {}))
        for (const local of type.conventionalNames?.slice(0, 1) ?? [])
          this.#note(model, name, {
            ...start(model),
            setup: [`import { ${local} } from './${local}.js';`],
            take: local,
          });
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#enter(...next);
  }

  places(): Place[] {
    return this.models.flatMap((model) => {
      const found: Place[] = doors(model).flatMap(([path, member, way]) =>
        withNested(`${model.library}#${path}`, member, [way]).map((place) => ({ ...place, model })),
      );
      for (const [name, type] of Object.entries(model.types ?? {})) {
        const ways = this.#types.get(model)?.get(name) ?? [];
        const label = `${model.library}#${name}`;
        found.push({ model, label: `${label}()`, member: asMember(type), ways });
        for (const [inner, member] of Object.entries(type.members ?? {}))
          found.push(
            ...withNested(
              `${label}.${inner}`,
              member,
              ways.map((way) => below(way, inner)),
            ).map((place) => ({ ...place, model, beside: type.members ?? {} })),
          );
      }
      return found;
    });
  }

  byLabel(): ReadonlyMap<string, readonly Way[]> {
    const found = new Map<string, Way[]>();
    for (const [model, types] of this.#types)
      for (const [name, ways] of types) {
        const label = `${model.library}#${name}`;
        found.set(label, [...(found.get(label) ?? []), ...ways]);
      }
    return found;
  }

  #enter({ model, name }: TypeKey, way: Way): void {
    const type = model.types?.[name];
    if (!type) return;
    if (type.extends) this.#note(model, type.extends, way);
    this.#expand(model, asMember(type), way, '', name);
    for (const held of [...named(way), way])
      for (const [inner, member] of this.#membersOf(model, name))
        this.#expand(model, member, below(held, inner), '', name);
  }

  #membersOf(model: LibraryModel, name: string): [string, MemberModel][] {
    return Object.entries(model.types?.[name]?.members ?? {});
  }

  /** What a member gives when it is read, called, constructed, used as a tag, or given a function. */
  #expand(model: LibraryModel, member: MemberModel, way: Way, path: string, own?: string): void {
    // A class is no instance of itself.
    const isClass = /(?:^|\.)[A-Z]\w*$/.test(way.take);
    if (member.type && !member.new && !isClass) this.#note(model, member.type, way);
    const made = member.new?.returns ?? member.type;
    if (member.new) {
      this.#note(model, made, { ...way, take: `${constructed(way.take)}(${plainArguments(member.new)})` });
      this.#lend(model, member.new, { ...way, take: constructed(way.take) });
    }
    if (member.call) {
      const returns = member.call.returns === 'this' ? own : member.call.returns;
      const take = `${way.take}(${plainArguments(member.call)})`;
      const waited = member.call.async === 'promise' || member.call.async === 'callback';
      if (!(member.call.returns === 'this' && own)) {
        this.#note(model, returns, { ...way, take: waited ? `(await ${take})` : take });
        if (member.call.async === 'lazy') this.#note(model, returns, { ...way, take: `(await ${take})` });
      }
      this.#lend(model, member.call, way);
    }
    if (member.tag) this.#note(model, member.tag.returns, { ...way, take: `${way.take}\`x\`` });
    if (member.decorator && (member.decorator.is === 'parameter' || member.decorator.is === 'injection')) {
      const around = handlerClass(model, `@${way.take}('x') given`);
      if (around)
        this.#note(model, member.decorator.type, {
          ...way,
          setup: [...way.setup, around.setup],
          ...nest(way, around),
          take: 'given',
        });
    }
    if (path && /^[\w.$]+$/.test(way.take)) this.#annotated(model, member, way);
    for (const [inner, nested] of Object.entries(member.members ?? {}))
      this.#expand(model, nested, below(way, inner), path && `${path}.${inner}`, own);
  }

  /** As the type of a parameter, or of a function whose parameters it names. */
  #annotated(model: LibraryModel, member: MemberModel, way: Way): void {
    const named = member.type ?? member.new?.returns;
    if (!named) return;
    const held = nameAt(way, 0);
    this.#note(model, named, {
      ...way,
      ...nest(way, { open: `async function use(${held}: ${way.take}) {`, close: '}' }),
      take: held,
    });
    for (const params of [model.types?.[named]?.params, model.types?.[named]?.errorParams])
      this.#handed(model, params ?? [], way, (list) => ({
        open: `const handler: ${way.take} = async (${list}) => {`,
        close: '};',
      }));
  }

  /** Parameters of the functions a call is given. */
  #lend(model: LibraryModel, call: CallModel, way: Way): void {
    for (const [type, given] of lentBy(call, way)) this.#note(model, type, given);
  }

  #handed(model: LibraryModel, types: readonly (string | null)[], way: Way, around: Around): void {
    for (const [type, given] of handedTo(types, way, around)) this.#note(model, type, given);
  }

  #note(from: LibraryModel, type: string | undefined, way: Way): void {
    if (!type || type === 'this' || /^(?:argument|promisified|element|source):?/.test(type)) return;
    const [library, name] = type.includes('#') ? type.split('#') : [from.library, type];
    const isOwn = !type.includes('#') && name !== undefined && from.types?.[name] !== undefined;
    for (const model of isOwn ? [from] : this.models.filter((other) => other.library === library)) {
      if (!name || !model.types?.[name]) continue;
      const types = this.#types.get(model) ?? new Map<string, Way[]>();
      this.#types.set(model, types);
      const ways = types.get(name) ?? [];
      const { thing: _, ...rest } = way;
      const named: Way = { ...rest, versions: { ...way.versions, ...start(model).versions } };
      if (ways.length >= ENOUGH || way.open.length > 3 || way.take.length > 160) continue;
      if (ways.some(({ take, open }) => take === named.take && open.join() === named.open.join())) continue;
      types.set(name, [...ways, named]);
      if (ways.length < 2) this.#queue.push([{ model, name }, named]);
    }
  }
}

type Around = (list: string) => { readonly open: string; readonly close: string };

/** Every parameter of the functions a call is given, with its type. */
export function lentBy(call: CallModel, way: Way): [string, Way][] {
  const services = Object.entries(call.services?.methods ?? {}).flatMap(([name, { params }]) =>
    handedTo(params, way, (list) => ({ open: `${way.take}('/x', { async ${name}(${list}) {`, close: '} });' })),
  );
  const lent = (call.callbacks ?? []).flatMap(({ arg, from, property, params, errorParams, only }) =>
    [params, errorParams ?? []].flatMap((types) =>
      handedTo(types, way, (list) => {
        const written = new WrittenCall();
        if (only) written.put(only.arg, `'${only.is[0]}'`);
        for (const other of call.route && typeof call.route.path === 'object' ? [call.route.path] : [])
          if (other.property === undefined && other.arg !== arg) written.put(other.arg, "'/x'");
        const hole = '\u0000';
        const where = property?.replace('*', 'any');
        const place = arg === 'last' ? lastOf(call) : arg;
        written.put(place, `async (${list}) => {${hole}}`, where, from ?? 0);
        const [before = '', after = ''] = written.written(FILLERS[2]!).split(hole);
        return { open: `${way.take}(${before}`, close: `${after});` };
      }),
    ),
  );
  return [...services, ...lent];
}

/** A file for each pattern of places where a framework looks for functions; a new pattern needs one here. */
const FILES: readonly string[] = [
  'src/a.ts', 'app/x/route.ts', 'pages/api/x.ts', 'pages/x.ts', 'app/x/page.tsx', 'app/layout.tsx',
  'server/api/x.get.ts', 'src/routes/+server.ts', 'src/routes/+page.server.ts', 'app/routes/x.tsx', 'api/x.ts',
  'netlify/functions/x.ts', 'services/x.service.ts',
];

/** Parameters of functions that a framework finds by their place and name. */
function enteredAt(model: LibraryModel): [string, Way][] {
  return (model.entryPoints ?? []).flatMap(({ file, exports, params, directive, with: beside = [] }) => {
    const example = FILES.find((name) => new RegExp(file).test(name));
    if (example === undefined) throw new Error(`no example of ${file}`);
    const way: Way = {
      ...start(model),
      file: example,
      setup: [
        ...(directive ? [`'${directive}';`] : []),
        ...beside.slice(0, 1).map((library) => `import '${library}';`),
      ],
    };
    return exports.flatMap((path) => handedTo(params, way, (list) => exported(path, list)));
  });
}

/** `load`, `default.fetch`, `actions.*`: an exported function, or one in an exported object. */
function exported(path: string, list: string): { readonly open: string; readonly close: string } {
  const [first = '', ...rest] = path.split('.').map((name) => (name === '*' ? 'anything' : name));
  if (rest.length === 0)
    return {
      open: `export ${first === 'default' ? 'default ' : ''}async function ${first === 'default' ? '' : first}(${list}) {`,
      close: '}',
    };
  const member = `${rest.join(': { ')}: async (${list}) => {`;
  return {
    open: `export ${first === 'default' ? 'default' : `const ${first} =`} { ${member}`,
    close: `${'} '.repeat(rest.length + 1)};`,
  };
}

/** The same with a name for what its member is called on. */
export function named(way: Way): readonly Way[] {
  const thing = way.thing ?? way.take;
  if (!thing.includes('(') || way.open.length > 0) return [];
  const name = `client${way.setup.length}`;
  return [
    {
      ...way,
      setup: [...way.setup, `const ${name} = ${thing};`],
      take: `${name}${way.take.slice(thing.length)}`,
      thing: name,
    },
  ];
}

function handedTo(types: readonly (string | null)[], way: Way, around: Around): [string, Way][] {
  const names = types.map((_, index) => nameAt(way, index));
  return types.flatMap((type, index): [string, Way][] =>
    type && type !== 'element' ? [[type, { ...way, ...nest(way, around(names.join(', '))), take: names[index]! }]] : [],
  );
}

function nameAt(way: Way, index: number): string {
  return `given${way.open.length}${'abcdefgh'[index] ?? 'z'}`;
}

/** What a program gets by an import, or without one. */
function doors(model: LibraryModel): [string, MemberModel, Way][] {
  const from = start(model);
  const [module] = model.modules;
  const specifier = module?.replaceAll('*', 'x');
  const imported = Object.entries(model.exports ?? {}).flatMap(([name, member]): [string, MemberModel, Way][] => {
    if (specifier === undefined) return [];
    const [shown, local] = name === '*' ? ['anything', 'anything'] : [name, localName(model, name)];
    const names = name === 'default' ? local : shown === local ? `{ ${shown} }` : `{ ${shown} as ${local} }`;
    return [[name, member, { ...from, setup: [`import ${names} from '${specifier}';`], take: local }]];
  });
  const globals = Object.entries(model.globals ?? {}).map(([name, member]): [string, MemberModel, Way] => [
    name,
    member,
    { ...from, take: name },
  ]);
  return [...imported, ...globals];
}

function start(model: LibraryModel): Way {
  const versions = model.versions ? { [model.library]: someVersion(model.versions) } : {};
  return { setup: [], open: [], close: [], take: '', versions };
}

/** The lowest version of a range, or the one before its end. */
export function someVersion(range: string): string {
  const [first = ''] = range.split('||');
  const [, sign, text = ''] = /^\s*(>=|<)\s*([\d.]+)/.exec(first) ?? [];
  const parts = text.split('.').map(Number);
  while (parts.length < 3) parts.push(0);
  if (sign !== '<') return parts.join('.');
  const last = parts.findLastIndex((part) => part > 0);
  return parts.map((part, index) => (index === last ? part - 1 : part)).join('.');
}

function localName(model: LibraryModel, name: string): string {
  if (name !== 'default' && IDENTIFIER.test(name) && !RESERVED.test(name)) return name;
  const words = (name === 'default' ? model.library : name).split(/\W+/).filter(Boolean);
  const joined = words.map((word, index) => (index ? word[0]!.toUpperCase() + word.slice(1) : word)).join('');
  return RESERVED.test(joined) || /^\d/.test(joined) ? `the${joined}` : joined;
}

function below(way: Way, inner: string): Way {
  const name = inner === '*' ? 'anything' : inner;
  const take = IDENTIFIER.test(name) ? `${way.take}.${name}` : `${way.take}[${JSON.stringify(name)}]`;
  return { ...way, take, thing: way.take };
}

function withNested(label: string, member: MemberModel, ways: readonly Way[]): Omit<Place, 'model'>[] {
  return [
    { label, member, ways },
    ...Object.entries(member.members ?? {}).flatMap(([inner, nested]) =>
      withNested(
        `${label}.${inner}`,
        nested,
        ways.map((way) => below(way, inner)),
      ),
    ),
  ];
}

function asMember({ call, tag, new: made, source }: TypeModel): MemberModel {
  return { ...(call && { call }), ...(tag && { tag }), ...(made && { new: made }), ...(source && { source }) };
}

export function constructed(take: string): string {
  return take.includes('(') ? `new (${take})` : `new ${take}`;
}

function nest(
  way: Way,
  { open, close }: { readonly open: string; readonly close: string },
): Pick<Way, 'open' | 'close'> {
  return { open: [...way.open, open], close: [close, ...way.close] };
}

/** Where a callback may stand: behind all that the model speaks of. */
function lastOf(call: CallModel): number {
  const spoken = [...(call.sinks ?? []), ...(call.hazards ?? []), ...(call.callbacks ?? [])].map(({ arg }) => arg);
  return Math.max(-1, ...spoken.filter((arg) => typeof arg === 'number')) + 1;
}

function plainArguments(call: CallModel): string {
  const written = new WrittenCall();
  const entity = typeof call.entity === 'object' ? call.entity.arg : undefined;
  if (entity !== undefined) written.put(entity, "'users'");
  written.handOver(call);
  return written.written(FILLERS[0]!) || '{}';
}

/** A class with a handler of the same library, whose parameter is decorated. */
export function handlerClass(
  model: LibraryModel,
  parameter: string,
): { readonly setup: string; readonly open: string; readonly close: string } | null {
  const decorators = Object.entries(model.exports).filter(([, { decorator }]) => decorator);
  const named = (...kinds: string[]): string | undefined =>
    decorators.find(([, { decorator }]) => decorator && kinds.includes(decorator.is))?.[0];
  const onClass = named('controller');
  const onMethod =
    decorators.find(([name, { decorator }]) => decorator?.is === 'route' && /^(?:Get|Post|get|post)/.test(name))?.[0] ??
    named('route', 'entry');
  if (!onMethod) return null;
  const names = [onClass, onMethod].filter(Boolean).join(', ');
  return {
    setup: `import { ${names} } from '${model.modules[0]}';`,
    open: `${onClass ? `@${onClass}('x') ` : ''}class Handler { @${onMethod}('x') async run(${parameter}) {`,
    close: '} }',
  };
}
