import type { Kind, Row } from '../cell.js';
import { askedOf, open } from './rows.js';
import { ALPHABET, LISTED, NO_GUARD, NUMBERS } from './of-every-kind.js';

const ROOT = `const ROOT = '/srv/files';`;
const below = askedOf('stays below the root', 'full', ROOT, (v) => `const full = path.resolve(ROOT, ${v});`);

const PATHS: readonly Row[] = [
  below('resolve and root with separator', 'full.startsWith(ROOT + path.sep)'),
  below('template with separator', 'full.startsWith(`${ROOT}/`)'),
  below('indexOf at the beginning', 'full.indexOf(ROOT + path.sep) === 0'),
  below('slice compared', "full.slice(0, ROOT.length + 1) === ROOT + '/'"),
  below('join instead of resolve', 'full.startsWith(ROOT + path.sep)', {
    before: (v) => `const full = path.join(ROOT, ${v});`,
  }),
  below('the root itself too', 'full === ROOT || full.startsWith(ROOT + path.sep)'),
  below('real path', 'full.startsWith(ROOT + path.sep)', {
    before: (v) => `const full = fs.realpathSync(path.join(ROOT, ${v}));`,
  }),
  below('relative that does not climb', "!path.relative(ROOT, full).startsWith('..')"),
  below(
    'relative that neither climbs nor is absolute',
    "!path.relative(ROOT, full).startsWith('..') && !path.isAbsolute(path.relative(ROOT, full))",
  ),
  below('relative, first segment', "path.relative(ROOT, full).split(path.sep)[0] !== '..'"),
  open(below('root without separator', 'full.startsWith(ROOT)')),
  open(below('root by indexOf without separator', 'full.indexOf(ROOT) === 0')),
  open(below('root somewhere', 'full.includes(ROOT)')),
  open(
    below('joined as text, never resolved', 'full.startsWith(ROOT + path.sep)', {
      before: (v) => `const full = ROOT + '/' + ${v};`,
    }),
  ),
  open(below('end only', "full.endsWith('.txt')")),
  open(below('exists', 'fs.existsSync(full)')),
  open(below('absolute', 'path.isAbsolute(full)')),
  { guard: 'last segment', spelling: 'basename', needs: ROOT, make: (v) => `path.join(ROOT, path.basename(${v}))` },
  {
    guard: 'last segment',
    spelling: 'basename compared',
    needs: ROOT,
    test: (v) => `path.basename(${v}) === ${v}`,
    use: (v) => `path.join(ROOT, ${v})`,
  },
  {
    guard: 'last segment',
    spelling: 'base of parse',
    needs: ROOT,
    make: (v) => `path.join(ROOT, path.parse(${v}).base)`,
  },
  {
    guard: 'last segment',
    spelling: 'last of split',
    needs: ROOT,
    make: (v) => `path.join(ROOT, String(${v}).split(/[\\\\/]/).pop()!)`,
  },
  {
    guard: 'last segment',
    spelling: 'separators removed',
    needs: ROOT,
    make: (v) => `path.join(ROOT, 'f-' + String(${v}).replace(/[\\\\/]/g, ''))`,
  },
  {
    guard: 'last segment',
    spelling: 'sanitize-filename',
    needs: `import sanitize from 'sanitize-filename';\n${ROOT}`,
    make: (v) => `path.join(ROOT, sanitize(${v}))`,
  },
  {
    guard: 'last segment',
    spelling: 'only the first dots removed',
    isOpen: true,
    needs: ROOT,
    make: (v) => `path.join(ROOT, String(${v}).replace('../', ''))`,
  },
  {
    guard: 'last segment',
    spelling: 'dots removed once',
    isOpen: true,
    needs: ROOT,
    make: (v) => `path.join(ROOT, String(${v}).replace(/\\.\\.\\//g, ''))`,
  },
  {
    guard: 'last segment',
    spelling: 'normalize alone',
    isOpen: true,
    needs: ROOT,
    make: (v) => `path.join(ROOT, path.normalize(${v}))`,
  },
  {
    guard: 'no climbing',
    spelling: 'neither dots nor absolute, behind a folder',
    needs: ROOT,
    test: (v) => `!${v}.includes('..') && !path.isAbsolute(${v})`,
    use: (v) => `path.join(ROOT, ${v})`,
  },
  {
    guard: 'no climbing',
    spelling: 'normalised from a root',
    needs: ROOT,
    make: (v) => `path.join(ROOT, path.normalize('/' + ${v}))`,
  },
  {
    guard: 'no climbing',
    spelling: 'no dots, behind a folder',
    needs: ROOT,
    test: (v) => `!${v}.includes('..')`,
    use: (v) => `path.join(ROOT, ${v})`,
  },
  { guard: 'no climbing', spelling: 'no dots, but absolute', isOpen: true, test: (v) => `!${v}.includes('..')` },
  {
    guard: 'no climbing',
    spelling: 'no dots, resolved',
    isOpen: true,
    needs: ROOT,
    test: (v) => `!${v}.includes('..')`,
    use: (v) => `path.resolve(ROOT, ${v})`,
  },
  {
    guard: 'no climbing',
    spelling: 'no dots at the beginning',
    isOpen: true,
    needs: ROOT,
    test: (v) => `!${v}.startsWith('..')`,
    use: (v) => `path.join(ROOT, ${v})`,
  },
  {
    guard: 'no climbing',
    spelling: 'no tilde',
    isOpen: true,
    needs: ROOT,
    test: (v) => `!${v}.includes('~')`,
    use: (v) => `path.join(ROOT, ${v})`,
  },
];

export const FILE_PATH: Kind = {
  name: 'file path',
  rule: 'no-path-traversal',
  imports: `import fs from 'node:fs';\nimport path from 'node:path';`,
  sink: (v) => `res.send(await fs.promises.readFile(${v}));`,
  rows: [...PATHS, ...LISTED, ...ALPHABET, ...NUMBERS.filter(({ isOpen }) => !isOpen), ...NO_GUARD],
};
