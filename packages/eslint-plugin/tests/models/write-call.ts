/** Arguments of a call, written from what a model says of them. */
import type { ArgRef, CallModel, OptionTest } from '@backend-architect/analysis';

/** What stands in one argument: a text of its own, or members of an object by their paths. */
interface Cell {
  text?: string;
  readonly members: Map<string, string>;
}

/** What stands at places nobody speaks of. */
export type Filler = (index: number) => string;
export const FILLERS: readonly Filler[] = [() => '{}', () => "'/x'", (index) => (index === 0 ? "'/x'" : '{}')];

/** A text for each pattern that models look for; a new pattern needs one here. */
const EXAMPLES: readonly string[] = [
  'des-ecb', 'location', '*', 'TLSv1', 'SSLv3_method', 'mongodb://db.example/?tlsInsecure=true', 'anonymous', 'md5',
  'aes-256-gcm', 'secp112r1', 'modp1', 'postgres://db.example/?sslmode=no-verify', 'html', 'x',
];

export class WrittenCall {
  readonly #cells = new Map<number, Cell>();

  /** Puts an expression at an argument, or at a member of it. */
  put(ref: ArgRef, text: string, property?: string, from = 0): void {
    const index = typeof ref === 'number' ? ref : ref === 'rest' ? from : Math.max(0, this.#length - 1);
    const cell: Cell = this.#cells.get(index) ?? { members: new Map() };
    if (property === undefined) cell.text = text;
    else cell.members.set(property, text);
    this.#cells.set(index, cell);
  }

  /** Puts an object there, when nothing else is. */
  touch(ref: ArgRef): void {
    const index = typeof ref === 'number' ? ref : 0;
    if (!this.#cells.has(index)) this.#cells.set(index, { members: new Map() });
  }

  /** Makes a test on an option hold, where it looks at what can be written. */
  meet(test: OptionTest): void {
    const [property] = [test.property ?? []].flat();
    this.put(test.arg, textFor(test), property);
  }

  /** Gives each callback of a model a function that does nothing. */
  handOver(call: CallModel): void {
    for (const { arg, from, property } of call.callbacks ?? []) {
      const index = typeof arg === 'number' ? arg : arg === 'rest' ? (from ?? 0) : this.#length;
      if (!this.#cells.has(index)) this.put(index, '() => {}', property?.replace('*', 'any'));
    }
  }

  written(filler: Filler): string {
    return Array.from({ length: this.#length }, (_, index) => {
      const cell = this.#cells.get(index);
      return cell ? (cell.text ?? objectOf(cell.members)) : filler(index);
    }).join(', ');
  }

  /** What stands in one argument. */
  cell(index: number): string {
    const cell = this.#cells.get(index);
    return cell ? (cell.text ?? objectOf(cell.members)) : '{}';
  }

  get #length(): number {
    return Math.max(-1, ...this.#cells.keys()) + 1;
  }
}

function textFor({ is, matches }: OptionTest): string {
  if (is !== undefined) return JSON.stringify(is);
  return matches === undefined ? "'x'" : JSON.stringify(exampleOf(matches));
}

export function exampleOf(pattern: string): string {
  const found = EXAMPLES.find((text) => new RegExp(pattern, 'i').test(text));
  if (found === undefined) throw new Error(`no example of ${pattern}`);
  return found;
}

/** `{ 'a.b': x, 'a.c': y }` as nested literals. */
function objectOf(members: ReadonlyMap<string, string>): string {
  const inner = new Map<string, Map<string, string>>();
  for (const [path, text] of members) {
    const [name = '', ...rest] = path.split('.');
    const below = inner.get(name) ?? new Map<string, string>();
    inner.set(name, below.set(rest.join('.'), text));
  }
  const parts = [...inner].map(([name, below]) => {
    const own = below.get('');
    return `${JSON.stringify(name)}: ${own ?? objectOf(below)}`;
  });
  return `{ ${parts.join(', ')} }`;
}
