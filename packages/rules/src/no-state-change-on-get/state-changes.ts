import {
  bare,
  conditionsAt,
  dependsOnEnvironment,
  memberName,
  runsWithin,
  wholeChain,
  type FileAnalysis,
  type Node,
  type RouteHandler,
} from '@backend-architect/analysis';

/** What a program writes down about a visit, or keeps to be faster: asking again does no harm. */
const BOOKKEEPING = new RegExp(
  String.raw`last_?(?:seen|login|access|activ|used|visit|read|view)|views?\b|view_?(?:count|ed)|visit|` +
    String.raw`hits?\b|count|\$?inc(?:rement)?\b|analytic|audit|logs?\b|sessions?\b|cache|track|metric|` +
    String.raw`stats?\b|statistic|activit|history|token|expire|impression|click|seen|touch|upsert|orCreate|` +
    String.raw`orInsert|onConflict|ignore`,
  'i',
);
/** Routes that are links by nature: logins by another site, links in mails, jobs. */
const LINKS =
  /callback|oauth|sso|saml|log-?(?:in|out)|sign-?(?:in|out|up)|verif|confirm|unsubscribe|subscribe|pixel|cron|health|webhook|seed|refresh/i;
const VERBS = new RegExp(
  String.raw`^(?:delete|remove|destroy|activate|deactivate|approve|reject|publish|unpublish|ban|unban|block|` +
    String.raw`unblock|disable|enable|archive|unarchive|restore|cancel|transfer)$`,
  'i',
);

/**
 * The first call of a handler that changes what is stored, other than notes about the visit; null when there is none.
 */
export function stateChange(file: FileAnalysis, handler: RouteHandler): Node | null {
  const { path, fn } = handler;
  const name = fn.parent?.type === 'MethodDefinition' && fn.parent.key.type === 'Identifier' ? fn.parent.key.name : '';
  if (LINKS.test(`${path ?? ''} ${name}`)) return null;
  const written = file.callsWith('query').find((call) => {
    const operation = call.call.query && operationOf(file, call.node, call.call.query.operation);
    if ((operation !== 'write' && operation !== 'delete') || !runsWithin(file, call.node, fn)) return false;
    return isChange(file, call.node) && (operation === 'delete' || !fillsGap(call.node));
  });
  return written?.node ?? calledByPath(file, handler);
}

function isChange(file: FileAnalysis, call: Node): boolean {
  return !BOOKKEEPING.test(file.text.slice(...wholeChain(call).range)) && !dependsOnEnvironment(file, call);
}

/** Raw text says itself what it does. */
function operationOf(file: FileAnalysis, node: Node, operation: string): string {
  if (operation !== 'raw' || node.type !== 'CallExpression' || !node.arguments[0]) return operation;
  const value = file.valueOf(node.arguments[0]);
  const first = value.parts?.[0];
  const text = typeof value.constant === 'string' ? value.constant : first && 'text' in first ? first.text : '';
  return /^\s*delete\b/i.test(text) ? 'delete' : /^\s*(?:insert|update|replace)\b/i.test(text) ? 'write' : operation;
}

/** Made on the first read, because it was not there: asking again changes nothing more. */
function fillsGap(place: Node): boolean {
  return conditionsAt(place).some(({ test, truth }) => {
    const plain = bare(test);
    if (plain.type === 'UnaryExpression' && plain.operator === '!') return truth;
    if (plain.type === 'BinaryExpression') return /^[=!]==?$|^[<>]=?$/.test(plain.operator);
    return (plain.type === 'Identifier' || plain.type === 'MemberExpression') && !truth;
  });
}

/** `GET /users/:id/delete` that calls something named like it. */
function calledByPath(file: FileAnalysis, { path, fn }: RouteHandler): Node | null {
  const verbs = (path ?? '')
    .split(/[^A-Za-z]+/)
    .filter((word) => VERBS.test(word))
    .map((word) => word.toLowerCase());
  if (verbs.length === 0) return null;
  return (
    file.nodes('CallExpression').find((node) => {
      const callee = bare(node.callee);
      const name =
        callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
      return (
        name !== null &&
        node.arguments.length > 0 &&
        verbs.some((verb) => name.toLowerCase().startsWith(verb)) &&
        file.functionOf(node) !== null &&
        runsWithin(file, node, fn) &&
        isChange(file, node)
      );
    }) ?? null
  );
}
