import {
  bare,
  conditionsAt,
  keyOf,
  outer,
  propertyOf,
  textOf,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

const OPT_IN =
  /insecure|unsafe|self_?-?signed|unauthori[sz]ed|skip|verif|trust|allow|ignore|disable|strict|localhost|127\.0\.0\.1|\blocal/i;
/** Says that verification is left out, and not merely that it is spoken of, as `verify-full` does. */
const WITHOUT = new RegExp(
  String.raw`insecure|unsafe|self[-_]?signed|unauthori[sz]ed|unverified|untrusted|\b(?:no|not|dont|never|` +
    String.raw`skip|without|disable|ignore)[-_ ]?(?:\w+[-_])?(?:verif|check|valid|cert)|(?:SKIP|NO|DISABLE|` +
    String.raw`IGNORE)_(?:\w+_)?(?:VERIF|CERT|CHECK|VALID)`,
  'i',
);
const LOCAL =
  /^(?:localhost|127\.0\.0\.1|::1|0\.0\.0\.0)(?::\d+)?$|^\w+:\/\/(?:[^/@]*@)?(?:localhost|127\.0\.0\.1)(?:[:/]|$)/i;

/** A condition around the place asks whether verification shall be left out, or whether this machine is meant. */
export function isOptIn(file: FileAnalysis, place: Node): boolean {
  return (
    conditionsAt(place).some(
      ({ test }) => OPT_IN.test(file.text.slice(...test.range)) || isSettingOfThat(file, test),
    ) || isCaseOfThat(place)
  );
}

/** A name that was given to a setting which asks for it: `const lenient = env.DB_SSL_INSECURE === 'true'`. */
function isSettingOfThat(file: FileAnalysis, test: Node): boolean {
  const plain = bare(test);
  const definition =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    WITHOUT.test(file.text.slice(...definition.init.range))
  );
}

/** `case 'no-verify':`, also where the cases before it fall through to it: every one of them must name it. */
function isCaseOfThat(place: Node): boolean {
  for (let node: Node | undefined = place; node; node = node.parent) {
    if (node.type !== 'SwitchCase') continue;
    const { cases } = node.parent;
    const at = cases.indexOf(node);
    const first = cases.slice(0, at).findLastIndex(({ consequent }) => consequent.length > 0) + 1;
    if (cases.slice(first, at + 1).every(({ test }) => test !== null && WITHOUT.test(textOf(test) ?? ''))) return true;
  }
  return false;
}

/** One of the objects around the setting names this machine as its host. */
export function isLocalTarget(place: Node): boolean {
  for (
    let node: Node | undefined = place;
    node && node.type !== 'CallExpression' && node.type !== 'NewExpression';
    node = node.parent
  ) {
    if (node.type !== 'ObjectExpression') continue;
    for (const name of ['host', 'hostname', 'url', 'server', 'connectionString']) {
      const entry = propertyOf(node, name);
      const text = entry === null || entry === 'unknown' ? null : textOf(entry.value);
      if (text !== null && LOCAL.test(text)) return true;
    }
  }
  return false;
}

/**
 * The same settings say that there is no encryption at all, so there is no certificate either: defaults of a connection
 * that somebody fills in.
 */
export function speaksClear(file: FileAnalysis, settings: TSESTree.ObjectExpression): boolean {
  return ['tls', 'ssl', 'useTLS', 'useSSL', 'useTls', 'useSsl'].some((name) => {
    const entry = propertyOf(settings, name);
    return entry !== null && entry !== 'unknown' && file.valueOf(entry.value).constant === false;
  });
}

/** Options of a server: it asks clients for a certificate and may let them in without one. */
export function isServerSide(file: FileAnalysis, property: Node): boolean {
  const object = property.parent;
  if (object?.type !== 'ObjectExpression') return false;
  if (
    object.properties.some(
      (other) =>
        other.type === 'Property' &&
        /^(?:requestCert|SNICallback|enableTrace)$/.test(keyOf(other.key, other.computed) ?? ''),
    )
  )
    return true;
  for (let node: Node | undefined = object; node; node = node.parent) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression')
      return /Server$/.test(calleeName(file, node.callee));
    if (node.type.endsWith('Statement')) return false;
  }
  return false;
}

function calleeName(file: FileAnalysis, callee: Node): string {
  return file.text.slice(...callee.range);
}

/** An argument beside it is an address of this machine: `new Prices('localhost:50051', credentials)`. */
export function standsWithLocalTarget(place: Node): boolean {
  const around = outer(place).parent;
  return (
    (around?.type === 'CallExpression' || around?.type === 'NewExpression') &&
    around.arguments.some((argument) => LOCAL.test(textOf(argument) ?? ''))
  );
}
