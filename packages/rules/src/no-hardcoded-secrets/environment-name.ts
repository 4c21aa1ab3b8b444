import {
  dottedName,
  keyOf,
  memberName,
  nameTokens,
  variableName,
  type Node,
  type Sink,
} from '@backend-architect/analysis';

/** Words that say what kind of secret it is, and not of what. */
const NOUNS = new Set(
  'secret secrets password passwd pwd pass passphrase passcode key keys token credential credentials salt'.split(' '),
);
/** Words around a value that say nothing of it. */
const NOISE = new Set(
  (
    'config configuration conf cfg options option opts settings setting params props env environment default ' +
    'defaults module exports export data value values const constants the my app application server client instance ' +
    'this self'
  ).split(' '),
);
/** What functions do, beside what they do it with. */
const VERBS = new Set(
  (
    'create make new get set use add register init initialize connect open build load import sign verify encode ' +
    'decode issue encrypt decrypt generate derive from of to with sync async iv crypto subtle'
  ).split(' '),
);
/** One login for one data store: what its client is called says less. */
const STORES = new Set<string>(['orm', 'sql-driver', 'document-store']);

/**
 * Name of the environment variable for a secret in the code, from the name it has (`jwtSecret` is JWT_SECRET); where
 * that says no more than `secret` or `password`, with what stands beside or around it: `{ user: env.smtpUser, pass }`
 * is SMTP_PASS, `{ db: { password } }` is DB_PASSWORD, `session({ secret })` is SESSION_SECRET.
 */
export function environmentName(file: string, literal: Node, name: string | null, sink?: Sink): string {
  if (name !== null && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return name;
  const own = name === null ? ['secret'] : nameTokens(name);
  const isBare = own.every((token) => NOUNS.has(token) || NOISE.has(token));
  const words = isBare
    ? [
        ...(besides(literal) ?? around(literal) ?? (sink ? calledWords(sink) : wordOf(file))),
        ...own.filter((token) => NOUNS.has(token)),
      ]
    : own;
  // Under `jwt` alone the environment holds anything.
  const noun = sink && !words.some((token) => NOUNS.has(token)) ? ['secret'] : [];
  const distinct = [...words, ...noun].filter((word, index, all) => word !== all[index - 1]);
  const found = variableName(distinct.join('_'));
  return OF_THE_SYSTEM.has(found) ? `APP_${found}` : found;
}

/**
 * The name with the words of the nearest function, key or name around that it does not say yet: `REFRESH_JWT_SECRET`,
 * signed in `refresh()`.
 */
export function distinctName(literal: Node, variable: string): string {
  const said = new Set(variable.toLowerCase().split('_'));
  for (let node = literal.parent; node; node = node.parent) {
    const isMethod = node.type === 'FunctionDeclaration' || node.type === 'MethodDefinition';
    const name = isMethod ? nameOfMethod(node) : nameHeld(node);
    const words = nameTokens(name ?? '').filter(
      (token) => !NOISE.has(token) && !NOUNS.has(token) && !VERBS.has(token) && !said.has(token),
    );
    if (words.length > 0) return variableName([...words, variable].join('_'));
  }
  return variable;
}

function nameOfMethod(node: Node): string | null {
  if (node.type === 'MethodDefinition') return keyOf(node.key, node.computed);
  return node.type === 'FunctionDeclaration' ? (node.id?.name ?? null) : null;
}

/** Variables that are set on every machine and hold something else: `PWD` is the folder a shell is in. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(
  (
    'PWD OLDPWD HOME USER USERNAME LOGNAME SHELL PATH HOST HOSTNAME HOSTTYPE MAIL LANG TERM TMPDIR TEMP ' +
    'TMP EDITOR DISPLAY PORT CI NODE_ENV'
  ).split(' '),
);

/**
 * Whose login it is, by the user beside it: `{ user: env.smtpUser, pass }` and `{ user: process.env.SMTP_USER, pass }`
 * are of SMTP.
 */
function besides({ parent }: Node): readonly string[] | null {
  if (parent?.type !== 'Property' || parent.parent.type !== 'ObjectExpression') return null;
  for (const other of parent.parent.properties) {
    const key = other.type === 'Property' && other !== parent ? keyOf(other.key, other.computed) : null;
    if (other.type !== 'Property' || key === null || !/^(?:user(?:_?name)?|login)$/i.test(key)) continue;
    const tokens = nameTokens((dottedName(other.value) ?? '').split('.').at(-1) ?? '');
    const words = tokens.slice(0, -1).filter((token) => !NOISE.has(token) && token !== 'user');
    return words.length > 0 && /^(?:user|username|name|login)$/.test(tokens.at(-1) ?? '') ? words : null;
  }
  return null;
}

/** `jwt` of `config/jwt.js`: what a file is about, where nothing inside says it. */
function wordOf(file: string): readonly string[] {
  const base = file.split('/').at(-1) ?? '';
  const word = nameTokens(base.replace(/\..*$/, '')).find(
    (token) => token.length > 1 && !NOISE.has(token) && !NOUNS.has(token) && !PLACES.has(token),
  );
  return word === undefined ? [] : [word];
}

/** Names of files that say how a program is laid out. */
const PLACES = new Set(
  (
    'index main start run entry util utils helper helpers common shared lib core types development ' +
    'production staging local test dev prod'
  ).split(' '),
);

/**
 * Words of the nearest key, name or class around a value that say something; null when there are none inside the call
 * it is given to.
 */
function around(literal: Node): readonly string[] | null {
  let isOwn = true;
  for (let node = literal.parent; node; node = node.parent) {
    const name = nameHeld(node);
    if (name !== null && !isOwn) {
      const words = nameTokens(name).filter((token) => !NOISE.has(token) && !NOUNS.has(token));
      if (words.length > 0) return words;
    }
    // The first name is the one of the value itself.
    if (name !== null) isOwn = false;
    if (/^(?:CallExpression|NewExpression|BlockStatement|Program)$/.test(node.type)) return null;
  }
  return null;
}

function nameHeld(node: Node): string | null {
  switch (node.type) {
    case 'Property':
    case 'PropertyDefinition':
      return keyOf(node.key, node.computed);
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : '';
    case 'AssignmentPattern':
      return node.left.type === 'Identifier' ? node.left.name : '';
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression'
        ? memberName(node.left)
        : node.left.type === 'Identifier'
          ? node.left.name
          : '';
    case 'ClassDeclaration':
      return node.id?.name ?? null;
    default:
      return null;
  }
}

function calledWords({ call }: Sink): readonly string[] {
  if (STORES.has(call.symbol.model.family ?? '')) return ['db'];
  const callee = call.node.type === 'TaggedTemplateExpression' ? null : dottedName(call.node.callee);
  const words = (callee ?? '').split('.').flatMap((part) => [...nameTokens(part)]);
  const plain = words.map((token) => token.replace(/^(?:de)?cipheriv$/, 'cipher'));
  return plain.filter((token) => !VERBS.has(token) && !NOISE.has(token) && !NOUNS.has(token));
}

/** A place where an expression may stand: no key, no type, no piece of an import, of a tag or of markup. */
export function canBeExpression(literal: Node): boolean {
  const { parent } = literal;
  switch (parent?.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportAttribute':
    case 'TSLiteralType':
    case 'TSEnumMember':
    case 'TaggedTemplateExpression':
    case 'JSXAttribute':
      return false;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.key !== literal || parent.computed;
    case 'ExpressionStatement':
      return typeof parent.directive !== 'string';
    default:
      return true;
  }
}
