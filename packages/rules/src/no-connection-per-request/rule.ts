import {
  bare,
  outer,
  requestHandlerAround,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { calleeText } from '../evidence.js';

/** Clients, pools and transports that are made for one request. */
export default defineRule({
  id: 'no-connection-per-request',
  meta: {
    severity: 'high',
    cwe: [1072, 400],
    owasp: ['A06:2025'],
    api: ['API4:2023'],
    docs: {
      description: 'Reports clients and connection pools that are made inside a request handler',
      impact:
        'Every request pays for a new connection, and under load whatever is at the other end refuses the next one',
      fix: 'Make the client once, at module level or in a provider, and use it in every request',
      refactoring: 'Keep the clients of the process in one module that also closes them at shutdown',
    },
    messages: {
      perRequest:
        '`{{call}}` makes a new client for every request, with connections of its own{{to}}. ' +
        'Make it once outside the handler and use it here.',
    },
    schema: [],
    gate: /\b(?:import\b|require\()/,
  },
  *problems(file) {
    for (const call of file.callsThatMake('perProcess')) {
      if (
        !makesClient(call) ||
        isKept(file, call.node) ||
        !requestHandlerAround(file, call.node) ||
        leadsWhereAsked(file, call) ||
        wrapsOther(file, call)
      )
        continue;
      yield {
        at: call.node.range,
        messageId: 'perRequest',
        data: { call: calleeText(file, call.node), to: otherEnd(call) },
      };
    }
  },
});

/** A constructor or factory of the library itself; what an existing client hands out is its own business. */
function makesClient(call: LibraryCall): boolean {
  return call.symbol.on === undefined && call.symbol.rung <= 2;
}

/** What the connections lead to, as words that follow "connections": known by the kind of library. */
function otherEnd({ symbol }: LibraryCall): string {
  switch (symbol.model.family) {
    case 'orm':
    case 'sql-driver':
    case 'document-store':
      return ' to the database';
    case 'key-value':
      return ' to the store';
    case 'queue':
      return ' to the broker';
    case 'mail':
      return ' to the mail server';
    default:
      return '';
  }
}

/**
 * The request says which server is meant: a form that tries out settings, a tenant's own database. No client can be
 * made before.
 */
function leadsWhereAsked(file: FileAnalysis, { node }: LibraryCall): boolean {
  return givenTo(node).some((value) => file.valueOf(value).taint === 'tainted');
}

/**
 * A mapper around a client that is made elsewhere in this file opens nothing: `mapper(pool)`, `new Mapper({ dialect:
 * new Dialect({ pool }) })`.
 */
function wrapsOther(file: FileAnalysis, { node }: LibraryCall): boolean {
  const made = new Set<Node>(file.callsThatMake('perProcess').map((other) => other.node));
  const isMade = (value: Node): boolean => {
    const plain = bare(value);
    if (plain.type === 'NewExpression' || plain.type === 'CallExpression') return givenTo(plain).some(isMade);
    const definition =
      plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
    return definition?.type === 'VariableDeclarator' && definition.init !== null && made.has(bare(definition.init));
  };
  return givenTo(node).some(isMade);
}

/** What a call is given: its arguments, and the values of those that are objects. */
function givenTo(node: LibraryCall['node']): Node[] {
  if (node.type === 'TaggedTemplateExpression') return [];
  return node.arguments.flatMap((argument): Node[] => {
    const plain = bare(argument);
    return plain.type === 'ObjectExpression'
      ? plain.properties.flatMap((entry) => (entry.type === 'Property' ? [entry.value] : []))
      : [plain];
  });
}

/** Stored in something that outlives the request: a field, an outer variable, a cache; `x ??= new Client()`. */
function isKept(file: FileAnalysis, node: Node): boolean {
  let current = outer(node);
  for (let parent = current.parent; parent; current = outer(parent), parent = current.parent) {
    if (
      parent.type === 'LogicalExpression' ||
      parent.type === 'ConditionalExpression' ||
      parent.type === 'AwaitExpression'
    )
      continue;
    if (parent.type === 'CallExpression')
      return (
        parent.callee !== current &&
        parent.callee.type === 'MemberExpression' &&
        /^(?:set|add|push)$/.test((parent.callee.property as { name?: string }).name ?? '')
      );
    if (parent.type !== 'AssignmentExpression') return false;
    if (parent.left.type !== 'Identifier') return true;
    const declared = file.variableOf(parent.left)?.defs[0]?.name as Node | undefined;
    return declared === undefined || file.functionOf(declared) !== file.functionOf(node);
  }
  return false;
}
