/**
 * Pairs of small projects that differ in the decisive lines only: the guilty one has a guard, a signature or a
 * transaction that looks right and protects nothing, the innocent one a real one.
 *
 * A file of pairs: `@@ name | kind | rules | mention:TEXT` or `| file:PATH`, `why: ...`, then the files of both sides.
 * `## path` stands for both, `## G path` and `## I path` for one; `<<<`, `===` and `>>>` hold the lines of either side.
 * `## pkg name dependency@range ... [dev: ...] [cjs]` is the package.json, `## tsconfig node|nest|next` the settings.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../quality/root.mjs';

export const PAIRS = join(ROOT, 'tests/twins/pairs');

const COMPILER = { target: 'ES2022', strict: true, outDir: 'dist', skipLibCheck: true };
const TSCONFIG = {
  node: { compilerOptions: { ...COMPILER, module: 'NodeNext', moduleResolution: 'NodeNext' }, include: ['src'] },
  nest: {
    compilerOptions: {
      ...COMPILER,
      module: 'CommonJS',
      moduleResolution: 'Node',
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
    include: ['src'],
  },
  next: {
    compilerOptions: {
      ...COMPILER,
      module: 'esnext',
      moduleResolution: 'bundler',
      jsx: 'preserve',
      noEmit: true,
      paths: { '@/*': ['./*'] },
    },
  },
};
const NEST_MAIN = `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(process.env.PORT ?? 3000);
}
bootstrap();
`;

/** Every pair: name, kind, why, subject (`rules`, and `mentions` or `file`), and the files of both sides by path. */
export function readPairs(folder = PAIRS) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/^@@ /m).slice(1).map(pairOf));
}

function pairOf(chunk) {
  const [head, second, ...lines] = chunk.split('\n');
  const [name, kind, rules, subject] = head.split(' | ').map((part) => part.trim());
  const [, how, what] = /^(mention|file):(.*)$/.exec(subject);
  const guilty = {};
  const innocent = {};
  for (const { path, body } of filesIn(lines)) {
    if (path.startsWith('pkg '))
      guilty['package.json'] = innocent['package.json'] = manifestOf(path.split(/\s+/).slice(1));
    else if (path.startsWith('tsconfig '))
      guilty['tsconfig.json'] = innocent['tsconfig.json'] = json(TSCONFIG[path.slice(9)]);
    else putSides(path, body, guilty, innocent);
  }
  for (const files of [guilty, innocent]) if (files['src/app.module.ts']) files['src/main.ts'] ??= NEST_MAIN;
  return {
    name,
    kind,
    why: second.replace(/^why: /, '').trim(),
    subject: { rules: rules.split('|'), ...(how === 'file' ? { file: what } : { mentions: what }) },
    guilty,
    innocent,
  };
}

function filesIn(lines) {
  const files = [];
  for (const line of lines) {
    if (line.startsWith('## ')) files.push({ path: line.slice(3).trim(), body: [] });
    else files.at(-1)?.body.push(line);
  }
  return files;
}

function putSides(path, body, guilty, innocent) {
  const [, only, file] = /^(?:([GI]) )?(.*)$/.exec(path);
  const sides = { guilty: [], innocent: [] };
  let side = null;
  for (const line of body) {
    if (line === '<<<') side = 'guilty';
    else if (line === '===' && side) side = 'innocent';
    else if (line === '>>>') side = null;
    else for (const [name, kept] of Object.entries(sides)) if (side === null || side === name) kept.push(line);
  }
  const text = (kept) => `${kept.join('\n').replace(/^\n+|\s+$/g, '')}\n`;
  if (only !== 'I') guilty[file] = text(sides.guilty);
  if (only !== 'G') innocent[file] = text(sides.innocent);
}

function manifestOf(words) {
  const [name, ...rest] = words.filter((word) => word !== 'cjs');
  const dev = rest.indexOf('dev:');
  const isModule =
    !words.includes('cjs') && !words.some((word) => word.startsWith('next@') || word.startsWith('@nestjs/'));
  const versions = (list) =>
    Object.fromEntries(
      list.map((word) => [word.slice(0, word.lastIndexOf('@')), word.slice(word.lastIndexOf('@') + 1)]),
    );
  return json({
    name,
    private: true,
    ...(isModule && { type: 'module' }),
    dependencies: versions(dev < 0 ? rest : rest.slice(0, dev)),
    ...(dev >= 0 && { devDependencies: versions(rest.slice(dev + 1)) }),
  });
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * What a report in JSON says of the subject. `finding`, `open` (a question), `cleared` (a question that was answered),
 * `silent`.
 */
export function stateOf({ findings, questions }, { rules, mentions, file }) {
  const speaks = (one) =>
    rules.includes(one.ruleId) &&
    (mentions === undefined ? one.location.file === file : JSON.stringify(one).includes(mentions));
  if (findings.some(speaks)) return 'finding';
  const question = questions.find(speaks);
  return question ? (question.state === 'cleared' ? 'cleared' : 'open') : 'silent';
}
