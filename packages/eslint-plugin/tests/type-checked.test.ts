import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { typeCheckedConfigs } from '../src/type-checked.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CODE = `import { readFile, writeFile } from 'node:fs/promises';
export async function save(names: string[]): Promise<void> {
  writeFile('/srv/a', 'a');
  names.forEach(async (name) => { await readFile(name); });
  if (isAllowed()) await save([]);
}
async function isAllowed(): Promise<boolean> { return (await readFile('/srv/b')).length > 0; }
export function fail(): never { throw 'no'; }
export const slow = /^(?:a+)+$/.test(process.argv[2] ?? '');
`;
let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'typed-')));
  mkdirSync(join(folder, 'src'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries({
    'package.json': '{ "type": "module" }',
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": ["node"] }, "include": ["src"] }',
    'src/a.ts': CODE,
    'src/b.js': `export function fail() { throw 'no'; }
export const later = async () => { await fetch('http://localhost/'); };
export function run() { later(); }
`,
  })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function lint(file: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: plugin.configs.recommendedTypeChecked,
  });
  const [result] = await eslint.lintFiles([file]);
  return (result?.messages ?? []).map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`);
}

describe('recommendedTypeChecked', () => {
  it('lets typed rules watch promises, and reports nothing twice', async () => {
    expect(await lint('src/a.ts')).toEqual([
      '3 @typescript-eslint/no-floating-promises', '4 @typescript-eslint/no-misused-promises',
      '5 @typescript-eslint/no-misused-promises', '8 @typescript-eslint/only-throw-error',
      '9 regexp/no-super-linear-backtracking',
    ]);
  });

  it('keeps our rules where there are no types', async () => {
    expect(await lint('src/b.js')).toEqual(['1 no-throw-literal', '3 backend-architect/no-unawaited-io']);
  });

  it('says in one line what to install', () => {
    const missing = (): never => {
      throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    };
    expect(() => typeCheckedConfigs(plugin.configs.recommended, missing)).toThrow(
      new RegExp(
        String.raw`^recommendedTypeChecked needs typescript-eslint: run \x60npm install --save-dev ` +
          String.raw`typescript-eslint typescript\x60, or use \x60recommended\x60, which needs no types$`,
      ),
    );
  });

  it('names declarations of the models only', () => {
    const typed = plugin.configs.recommendedTypeChecked.find(
      ({ name }) => name === 'backend-architect/composed-typescript',
    );
    expect(typed?.rules?.['@typescript-eslint/no-floating-promises']).toMatchObject([
      'error',
      { allowForKnownSafeCalls: [{ from: 'package', package: 'fastify', name: ['register', 'ready'] }] },
    ]);
  });
});
