import { bare, outer, requestHandlerAround, type FileAnalysis, type LibraryCall, type Node } from '@backend-architect/analysis';
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
      impact: 'Every request pays for a new connection, and under load the database refuses the next one',
      fix: 'Make the client once, at module level or in a provider, and use it in every request',
      refactoring: 'Keep the clients of the process in one module that also closes them at shutdown',
    },
    messages: {
      perRequest: '`{{call}}` makes a new client for every request. Make it once outside the handler and use it here.',
    },
    schema: [],
    gate: /\b(?:new\s|connect|create\w+\()/,
  },
  *problems(file) {
    for (const call of file.callsThatMake('perProcess')) {
      if (!makesClient(call) || isKept(file, call.node) || !requestHandlerAround(file, call.node) || leadsWhereAsked(file, call)) continue;
      yield { at: call.node.range, messageId: 'perRequest', data: { call: calleeText(file, call.node) } };
    }
  },
});

/** A constructor or factory of the library itself; what an existing client hands out is its own business. */
function makesClient(call: LibraryCall): boolean {
  return call.symbol.on === undefined && call.symbol.rung <= 2;
}

/** The request says which server is meant: a form that tries out settings, a tenant's own database. No client can be made before. */
function leadsWhereAsked(file: FileAnalysis, { node }: LibraryCall): boolean {
  if (node.type === 'TaggedTemplateExpression') return false;
  return node.arguments.some((argument) => {
    const plain = bare(argument);
    const given: Node[] = plain.type === 'ObjectExpression' ? plain.properties.flatMap((entry) => (entry.type === 'Property' ? [entry.value] : [])) : [plain];
    return given.some((value) => file.valueOf(value).taint === 'tainted');
  });
}

/** Stored in something that outlives the request: a field, an outer variable, a cache; `x ??= new Client()`. */
function isKept(file: FileAnalysis, node: Node): boolean {
  let current = outer(node);
  for (let parent = current.parent; parent; current = outer(parent), parent = current.parent) {
    if (parent.type === 'LogicalExpression' || parent.type === 'ConditionalExpression' || parent.type === 'AwaitExpression') continue;
    if (parent.type === 'CallExpression') return parent.callee !== current && parent.callee.type === 'MemberExpression' && /^(?:set|add|push)$/.test((parent.callee.property as { name?: string }).name ?? '');
    if (parent.type !== 'AssignmentExpression') return false;
    if (parent.left.type !== 'Identifier') return true;
    const declared = file.variableOf(parent.left)?.defs[0]?.name as Node | undefined;
    return declared === undefined || file.functionOf(declared) !== file.functionOf(node);
  }
  return false;
}
