import type { ArgFact } from '@backend-architect/analysis';
import type { ControllerInput } from './controller-input.js';
import { listEntries } from './module-lists.js';
import { libraryOf } from '../things.js';

type Within = (controller: string) => 'all' | 'some' | 'none';

/** Which controllers belong to which application, where one project has several. */
export interface NestedModules {
  ofApplication(router: string): Within;
  /** What a module provides stands before all controllers of the applications it is part of. */
  ofModule(module: string): Within;
  /** The module whose method a call stands in. */
  ofConsumer(file: string, fn: number): Within;
}

const ALWAYS: Within = () => 'all';
const UNKNOWN: Within = () => 'some';

/** Modules and controllers that are part of an application. */
interface Members {
  readonly known: ReadonlySet<string>;
  /** One of its lists is not seen whole, so there may be more. */
  readonly open: boolean;
}

/** With one application everything belongs to it; with several, what its root module imports does. */
export function nestedModules(input: ControllerInput): NestedModules {
  const roots = new Map<string, string | null>();
  for (const call of input.calls.values()) {
    if (
      input.resolver.files.get(call.file)?.role !== 'source' ||
      !call.target?.call.returns ||
      !makesApplication(input, call.target.symbol, call.target.call.returns)
    )
      continue;
    const [first] = call.fact.args;
    const thing = first ? input.resolver.argument(call.file, first) : null;
    roots.set(`${call.file}:${call.fact.at[0]}`, thing?.kind === 'class' ? `${thing.file}#${thing.name}` : null);
  }
  const reached = new Map(
    [...roots].map(([router, root]) => [router, root === null ? null : reachedFrom(input, root)]),
  );
  if (roots.size <= 1) {
    // A module nobody imports provides nothing; one that a function brings along is not seen.
    const [members] = reached.values();
    const ofModule = (module: string): Within => (!members || members.known.has(module) ? ALWAYS : UNKNOWN);
    return { ofApplication: () => ALWAYS, ofModule, ofConsumer: (file, fn) => ofOwner(input, file, fn, ofModule) };
  }
  const isServed = (controller: string): boolean =>
    [...reached.values()].some((members) => members?.known.has(controller));
  const within = (members: Members | null | undefined): Within =>
    members
      ? (controller) =>
          members.known.has(controller) ? 'all' : members.open && !isServed(controller) ? 'some' : 'none'
      : UNKNOWN;
  const ofModule = (module: string): Within => {
    const all = [...reached.values()].flatMap((members) => members ?? []);
    if (all.length < reached.size) return UNKNOWN;
    const holds = (members: Members): boolean => members.known.has(module);
    // A controller that another application serves as well is not guarded there.
    return (controller) => {
      const serving = all.filter((members) => members.known.has(controller));
      if (serving.length > 0) return serving.every(holds) ? 'all' : serving.some(holds) ? 'some' : 'none';
      // Whose it is, is not seen: it belongs to one of those that may have more than what they show.
      const possible = all.filter(({ open }) => open);
      if (possible.length === 0) return 'none';
      return possible.every(holds) ? 'all' : 'some';
    };
  };
  return {
    ofApplication: (router) => within(reached.get(router)),
    ofModule,
    ofConsumer: (file, fn) => ofOwner(input, file, fn, ofModule),
  };
}

/** The module whose method a function is. */
function ofOwner(input: ControllerInput, file: string, fn: number, ofModule: (module: string) => Within): Within {
  const owner = input.resolver.files.get(file)?.classes.find((fact) => fact.methods.some((method) => method.fn === fn));
  return owner ? ofModule(`${file}#${owner.name}`) : UNKNOWN;
}

/** The call gives an application: a type whose global guards can be set. */
function makesApplication(input: ControllerInput, symbol: string, returns: string): boolean {
  const library = libraryOf(symbol);
  return input.resolver.registry.models.some(
    (model) =>
      model.library === library &&
      Object.values(model.types?.[returns]?.members ?? {}).some((member) => member.call?.mount?.hook === 'guards'),
  );
}

/** Modules and controllers a module imports, itself included. */
function reachedFrom(input: ControllerInput, root: string): Members {
  const known = new Set<string>();
  const waiting = [root];
  let isOpen = false;
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (known.has(module)) continue;
    known.add(module);
    const at = module.lastIndexOf('#');
    const file = module.slice(0, at);
    const fact = input.resolver.classes.fact(file, module.slice(at + 1));
    for (const decorator of fact?.decorators ?? []) {
      const properties = decorator.args[0]?.properties ?? {};
      const controllers = listEntries(input.resolver, file, properties['controllers']);
      for (const entry of controllers.entries) known.add(classOf(input, entry.file, entry.arg) ?? '');
      const imports = listEntries(input.resolver, file, properties['imports']);
      for (const entry of imports.entries) {
        const next = classOf(input, entry.file, entry.arg);
        if (next) waiting.push(next);
      }
      isOpen ||= controllers.open || imports.open;
    }
  }
  known.delete('');
  return { known, open: isOpen };
}

/** `UsersModule`, `UsersModule.forRoot(...)`, `forwardRef(() => UsersModule)`. */
function classOf(input: ControllerInput, file: string, arg: ArgFact): string | null {
  const { ref } = arg;
  const direct = ref && input.resolver.resolve(file, ref);
  if (direct?.kind === 'class') return `${direct.file}#${direct.name}`;
  const of = ref?.kind === 'result' ? ref.of : undefined;
  const owner =
    of && 'path' in of && of.path && of.path.length > 0
      ? input.resolver.resolve(file, { ...of, path: of.path.slice(0, -1) })
      : null;
  return owner?.kind === 'class' ? `${owner.file}#${owner.name}` : null;
}
