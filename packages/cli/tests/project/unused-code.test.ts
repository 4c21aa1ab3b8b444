/** Code that nothing runs: files that nobody imports, and exported functions that nobody names. */
import { describe, expect, it } from 'vitest';
import { createUnusedCode } from '../../src/project/unused-code.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

/** Why nothing runs the line with this text. */
function unused(own: Files, mark = 'MARK', isPublished = false, more = 20): string | null {
  const others = Array.from({ length: more }, (_, index): [string, string] => [`src/more/m${index}.js`, 'export {};']);
  const files = { ...Object.fromEntries(others), ...own };
  const { files: facts, modules, functions } = projectOf(files);
  const code = createUnusedCode({
    files: facts,
    modules,
    functions,
    texts: new Map(Object.entries(files)),
    isPublished: () => isPublished,
  });
  const [file = '', text = ''] = Object.entries(files).find(([, written]) => written.includes(mark)) ?? [];
  const at = text.indexOf(mark);
  return code.at(file, [at, at + mark.length]);
}

const router = (body: string): string => `import express from 'express';
const router = express.Router();
router.post('/', (req, res) => { ${body} });
export default router;`;
const APP = `import express from 'express'; import a from './routes/a.js'; import b from './routes/b.js';
const app = express(); app.use('/a', a); app.use('/b', b); app.listen(1);`;
const ROUTERS: Files = {
  'src/app.js': APP,
  'src/routes/a.js': router(''),
  'src/routes/b.js': router(''),
  'src/routes/old.js': router("res.send('MARK')"),
};

describe('a file that nothing imports', () => {
  it('is one beside others that are imported one by one', () => {
    expect(unused(ROUTERS)).toBe('nothing imports the file it stands in, while those beside it are imported');
    expect(unused({ ...ROUTERS, 'src/app.js': APP.replace("'./routes/b.js'", "'./routes/old.js'") })).toBeNull();
  });

  it('is none in a project of few files, which may be an excerpt', () => {
    expect(unused(ROUTERS, 'MARK', false, 10)).toBeNull();
  });

  it('and what only it imports', () => {
    const files = {
      ...ROUTERS,
      'src/routes/old.js': `import { save } from '../services/save.js'; ${router('save(req.body)')}`,
      'src/services/save.js': "export const save = (body) => { return 'MARK' + body; };",
    };
    expect(unused(files)).toBe('only files that nothing imports import the file it stands in');
    const app = `import { save } from './services/save.js'; save(1); ${APP}`;
    expect(unused({ ...files, 'src/app.js': app })).toBeNull();
  });

  it.each([
    [
      'something may load the whole folder',
      "import { readdirSync } from 'node:fs'; readdirSync('routes').forEach(use);",
    ],
    [
      'a name that is made may be it',
      'const load = (name) => import(`./routes/${name}.js`); const kind = require(name);',
    ],
    ['its path is named', "const path = './routes/old'; use(path);"],
  ])('is none where %s', (_, line) => {
    expect(unused({ ...ROUTERS, 'src/more.js': `import './app.js'; ${line} export const x = 1;` })).toBeNull();
  });

  it('is still one where only a test or a comment names it', () => {
    expect(unused({ ...ROUTERS, 'src/old.test.js': "import old from './routes/old.js'; old();" })).not.toBeNull();
    expect(unused({ ...ROUTERS, 'src/app.js': `// import old from './routes/old.js';\n${APP}` })).not.toBeNull();
  });

  it('is none where it runs by itself, starts the program, or is installed by others', () => {
    const itself = `${router("res.send('MARK')")} if (require.main === module) router();`;
    expect(unused({ ...ROUTERS, 'src/routes/old.js': itself })).toBeNull();
    expect(unused({ ...ROUTERS, 'src/app.js': `${APP} console.log('MARK');`, 'src/routes/old.js': '' })).toBeNull();
    expect(unused(ROUTERS, 'MARK', true)).toBeNull();
  });

  it('is none where a folder holds as many that nobody imports, or the name stands in several folders', () => {
    const more = { 'src/routes/c.js': router(''), 'src/routes/d.js': router('') };
    expect(unused({ ...ROUTERS, ...more })).toBeNull();
    const { 'src/routes/old.js': old = '', ...others } = ROUTERS;
    const named = { 'src/routes/route.js': old, 'src/x/route.js': router(''), 'src/y/route.js': router('') };
    expect(unused({ ...others, ...named })).toBeNull();
  });
});

describe('a function that nothing calls', () => {
  const helper = (exported: string, more = ''): Files => ({
    'src/app.js': `import { used } from './tokens.js'; used();`,
    'src/tokens.js': `const used = () => 1;\nconst codeOf = () => { return 'MARK'; };\n${more}\n${exported}`,
  });
  it.each([
    'export { used, codeOf };', 'module.exports = { used, codeOf };',
    'export default { used, codeOf }; export { used };', 'exports.used = used; exports.codeOf = codeOf;',
  ])('is one beside others that are imported by name: %s', (exported) => {
    expect(unused(helper(exported))).toBe('nothing calls `codeOf`');
    expect(unused(helper(exported, 'const again = () => codeOf();'))).toBeNull();
    expect(unused({ ...helper(exported), 'src/b.js': "import t from './tokens.js'; t.codeOf();" })).toBeNull();
    // Whatever it is of: an import that is not resolved, a container.
    const generator = 'export const all = {\n  *items() { yield this.codeOf(); },\n};';
    expect(unused({ ...helper(exported), 'src/b.js': generator })).toBeNull();
  });

  it('is none where no export is known to be taken by its name, where it is not exported, or a framework looks for it', () => {
    expect(unused({ ...helper('export { used, codeOf };'), 'src/app.js': "import './tokens.js';" })).toBeNull();
    expect(unused(helper('export { used };'))).toBeNull();
    const handler = "export const used = () => 1;\nexport function handler() { return 'MARK'; }";
    expect(unused({ ...helper(''), 'src/tokens.js': handler })).toBeNull();
  });

  it('is still one where only a test calls it', () => {
    const test = "import { codeOf } from './tokens.js'; codeOf();";
    expect(unused({ ...helper('export { used, codeOf };'), 'src/tokens.test.js': test })).not.toBeNull();
  });
});

describe('a function of a file that is taken as a whole', () => {
  const files = (use: string): Files => ({
    'src/app.js': `import * as actions from './actions.js'; actions.first(); ${use}`,
    'src/actions.js': "export function first() { return 1; }\nexport function second() { return 'MARK'; }",
  });

  it('may be asked for by a name that is made', () => {
    expect(unused(files('actions[process.env.NAME]();'))).toBeNull();
    expect(unused(files('use(actions);'))).toBeNull();
  });

  it('is not known, whatever is named of it', () => {
    expect(unused(files('actions.first();'))).toBeNull();
    const named = "import { first } from './actions.js'; first();";
    expect(unused({ ...files(''), 'src/app.js': named })).toBe('nothing calls `second`');
  });
});
