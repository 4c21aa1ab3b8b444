import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** Source files of all packages: path from the root of the repository -> text. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  readonly from: string;
  /** A source file of ours, or the name of a package. */
  readonly to: string;
  readonly isOurs: boolean;
}

const ROOT = new URL('../..', import.meta.url).pathname;

/** Doors of our packages. */
const DOORS: Readonly<Record<string, string>> = {
  '@backend-architect/analysis': 'packages/analysis/src/index.ts',
  '@backend-architect/rules': 'packages/rules/src/index.ts',
  'eslint-plugin-backend-architect': 'packages/eslint-plugin/src/index.ts',
  'eslint-plugin-backend-architect/checks': 'packages/eslint-plugin/src/checks.ts',
  'backend-architect': 'packages/cli/src/index.ts',
};

/** What git knows or would add. */
export function sourcesOf(root = ROOT): Sources {
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', 'packages/*/src/*.ts'];
  const paths = execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\0');
  const files = paths.filter((path) => path.endsWith('.ts') && existsSync(join(root, path)));
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Every import of every file, whatever its form: types, `export from`, `import()`, `require` of any making. */
export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) => {
    return namesIn(from, text).map((name) => ({ from, ...targetOf(from, name) }));
  });
}

function namesIn(path: string, text: string): string[] {
  const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  // `createRequire(import.meta.url)('x')` is an import as well.
  if (text.includes('createRequire')) {
    const visit = (node: ts.Node): void => {
      const [first] = ts.isCallExpression(node) && ts.isCallExpression(node.expression) ? node.arguments : [];
      if (first && ts.isStringLiteral(first)) named.push(first.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  }
  // A package's own manifest is data.
  return [...new Set(named)].filter((name) => name !== '../package.json');
}

function targetOf(from: string, name: string): Pick<Import, 'to' | 'isOurs'> {
  if (DOORS[name]) return { to: DOORS[name], isOurs: true };
  if (!name.startsWith('.')) return { to: packageOf(name), isOurs: false };
  return { to: posix.join(dirname(from), name).replace(/\.js$/, '.ts'), isOurs: true };
}

function packageOf(name: string): string {
  if (name.startsWith('node:')) return name;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Groups of files that import one another in a circle. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, isOurs } of imports) if (isOurs) next.set(from, [...(next.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const [open, circles]: [string[], string[][]] = [[], []];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file)!);
    open.push(file);
    for (const to of next.get(file) ?? []) {
      if (!order.has(to)) visit(to);
      if (open.includes(to)) low.set(file, Math.min(low.get(file)!, low.get(to)!));
    }
    if (low.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || next.get(file)?.includes(file)) circles.push(circle.sort());
  };
  for (const file of next.keys()) if (!order.has(file)) visit(file);
  return circles;
}
