/** Random programs: grammatical, seldom sensible, made of the names the models know. */
import { numbers, pick } from './random.mjs';

const NAMES = [
  'req', 'res', 'next', 'ctx', 'db', 'pool', 'user', 'id', 'sql', 'rows', 'err', 'e', 'data', 'token', 'password',
  'path', 'tx', 'client', 'body', 'query', 'config', 'cache', 'a', 'b', 'x',
];
const STRINGS = [
  "'id'", "'SELECT * FROM users WHERE id = '", "'/users/:id'", "'secret'", "'../'", "''", "'__proto__'", "'*'",
  "'development'", "'a\\u2028b'", '`text`', '"sha1"', "'0.0.0.0'",
];
const OPERATORS = ['+', '-', '===', '!==', '&&', '||', '??', '<', '>=', 'in', 'instanceof', '%', '**'];

/** Names a program can use: modules with their exports and members, from the models. */
export function vocabularyOf(models) {
  const modules = models.flatMap(({ modules, exports }) =>
    modules
      .filter((name) => !name.includes('*'))
      .map((name) => ({ name, exports: Object.keys(exports).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key)) })),
  );
  const members = new Set();
  const visit = (record) => {
    for (const [name, member] of Object.entries(record ?? {})) {
      if (/^[A-Za-z_$][\w$]*$/.test(name)) members.add(name);
      visit(member.members);
    }
  };
  for (const { exports, types } of models) {
    visit(exports);
    for (const type of Object.values(types ?? {})) visit(type.members);
  }
  return { modules, members: [...members] };
}

/** One program. The same seed and vocabulary give the same text. */
export function program(seed, vocabulary) {
  const next = numbers(seed);
  const typed = next() < 0.6;
  const names = [...NAMES];
  const imports = Array.from({ length: 1 + Math.floor(next() * 4) }, () =>
    importOf(pick(next, vocabulary.modules), names, next),
  );
  const world = { next, typed, names, members: vocabulary.members };
  const body = Array.from({ length: 2 + Math.floor(next() * 8) }, () => statement(world, 0));
  return { name: typed ? 'src/program.ts' : 'src/program.js', text: [...imports, ...body].join('\n') };
}

function importOf(module, names, next) {
  const local = `m${Math.floor(next() * 100)}`;
  names.push(local);
  const [first] = module.exports.length > 0 ? [pick(next, module.exports)] : [];
  if (first && first !== 'default' && next() < 0.6) {
    names.push(first);
    return next() < 0.5
      ? `import { ${first} as ${local} } from '${module.name}';`
      : `const { ${first}: ${local} } = require('${module.name}');`;
  }
  return next() < 0.5
    ? `import ${next() < 0.5 ? local : `* as ${local}`} from '${module.name}';`
    : `var ${local} = require('${module.name}');`;
}

function statement(world, depth) {
  const { next, names, members, typed } = world;
  const name = () => pick(next, names);
  const expr = () => expression(world, depth + 1);
  const block = () =>
    depth > 4
      ? '{}'
      : `{ ${Array.from({ length: Math.floor(next() * 4) }, () => statement(world, depth + 1)).join(' ')} }`;
  const fresh = () => `v${Math.floor(next() * 1e6)}`;
  const type = () =>
    typed && next() < 0.5
      ? `: ${pick(next, ['string', 'any', 'Request', 'Promise<void>', 'unknown', 'Record<string, string>', name()])}`
      : '';
  const kinds = [
    () => `${expr()};`,
    () => `const ${fresh()}${type()} = ${expr()};`,
    () => `var { ${pick(next, members)}: ${fresh()} = ${expr()}, ...${fresh()} } = ${expr()};`,
    () => `let [${fresh()}, , ...${fresh()}] = ${expr()};`,
    () => `if (${expr()}) ${block()} else ${block()}`,
    () => `for (const ${fresh()} of ${expr()}) ${block()}`,
    () => `for (var ${fresh()} in ${expr()}) ${block()}`,
    () => `try ${block()} catch ${next() < 0.5 ? `(${fresh()})` : ''} ${block()} finally ${block()}`,
    () => `switch (${expr()}) { case ${expr()}: ${expr()}; break; default: ${expr()}; }`,
    () => `${next() < 0.5 ? 'async ' : ''}function ${fresh()}(${params(world)}) ${block()}`,
    () =>
      `class ${fresh()} ${next() < 0.3 ? `extends ${name()} ` : ''}{ ` +
      `${typed && next() < 0.4 ? `constructor(private ${fresh()}${type()}) { ${next() < 0.2 ? expr() : ''} }` : ''} ` +
      `${next() < 0.3 ? 'static ' : ''}${pick(next, members)} = ${expr()}; ${next() < 0.5 ? 'async ' : ''}` +
      `${pick(next, members)}(${params(world)}) ${block()} }`,
    () => `${name()}.${pick(next, members)} = ${expr()};`,
    () => `${name()}[${expr()}] ${pick(next, ['=', '+=', '??='])} ${expr()};`,
    () => `while (${expr()}) { ${expr()}; break; }`,
    () => `label${Math.floor(next() * 1e6)}: do ${block()} while (${expr()});`,
  ];
  if (typed)
    kinds.push(
      () => `interface ${fresh()} { ${pick(next, members)}?: ${name()} }`,
      () => `enum ${fresh()} { A = 'a', B = 1 }`,
      () => `export type ${fresh()} = typeof ${name()};`,
      () =>
        `@${name()}() class ${fresh()} { @${name()}(${expr()}) ${pick(next, members)}(@${name()}() ${fresh()}` +
        `${type()}) ${block()} }`,
    );
  return pick(next, kinds)();
}

function params(world) {
  const { next } = world;
  return pick(next, [
    '', 'req, res', 'req, res, next', 'err, req, res, next', 'ctx', '{ body, query: { id = 1 } = {} }', '...rest', 'tx',
    '[first], x = first', 'this_, db',
  ]);
}

function expression(world, depth) {
  const { next, names, members } = world;
  const name = () => pick(next, names);
  if (depth > 6) return next() < 0.6 ? name() : pick(next, STRINGS);
  const expr = () => expression(world, depth + 1);
  const args = () =>
    Array.from({ length: Math.floor(next() * 3) }, () => (next() < 0.08 ? `...${expr()}` : expr())).join(', ');
  const kinds = [
    name,
    () => pick(next, STRINGS),
    () =>
      pick(next, [
        '0', '1', '5e9', 'null', 'undefined', 'true', '/(a+)+$/g', '10n', 'this', 'NaN', 'process.env.SECRET',
        '__dirname', 'import.meta.url',
      ]),
    () => `${name()}.${pick(next, members)}`,
    () => `${name()}?.${pick(next, members)}(${args()})`,
    () => `${name()}.${pick(next, members)}(${args()})`,
    () => `(${expr()}).${pick(next, members)}(${args()})`,
    () => `${name()}(${args()})`,
    () => `new ${name()}(${args()})`,
    () => `(await_ => ${expr()})(${args()})`,
    () => `(async (${params(world)}) => { ${statement(world, depth + 1)} return await ${expr()}; })`,
    () => `function* (${params(world)}) { yield ${expr()}; }`.replace(/^/, '(').concat(')'),
    () => `\`\${${expr()}} and \${${expr()}}\``,
    () => `${name()}\`select \${${expr()}}\``,
    () =>
      `{ ${pick(next, members)}: ${expr()}, [${expr()}]: ${expr()}, ...${expr()}, ${name()} }`
        .replace(/^/, '(')
        .concat(')'),
    () => `[${expr()}, , ...${expr()}]`,
    () => `(${expr()} ${pick(next, OPERATORS.slice(0, 9))} ${expr()})`.replace(/ (?:\?\?|\|\||&&) /g, ' && '),
    () => `(${expr()} ? ${expr()} : ${expr()})`,
    () => `typeof ${name()}`,
    () => `${name()}[${expr()}]`,
    () => `(${name()} = ${expr()})`,
    () => `(${expr()}, ${expr()})`,
  ];
  if (world.typed)
    kinds.push(
      () => `(${expr()} as any)`,
      () => `${name()}!`,
      () => `(${expr()} satisfies unknown)`,
    );
  return pick(next, kinds)();
}
