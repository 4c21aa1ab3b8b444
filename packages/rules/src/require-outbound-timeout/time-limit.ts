import {
  bare,
  dottedName,
  isFunction,
  memberName,
  outer,
  runsWithin,
  type FileAnalysis,
  type Hazard,
  type Node,
} from '@backend-architect/analysis';
import type { Edit } from '../define-rule.js';
import { addBehind, addPropertiesFirst } from '../edits/list-edits.js';

/** What sets an end to a call from outside: `Promise.race([...])`, `withTimeout(...)`. */
const ENDS = /^(?!set|clear).*(?:time_?out|deadline|\brace$|abort)/i;

/**
 * Something other than the options of the call sets an end to it, or may: the client, the process, a timer beside it.
 */
export function isLimitedElsewhere(file: FileAnalysis, { call, model }: Hazard, handler: Node): boolean {
  return (
    isLimitedByClient(file, call.node, call.symbol.on !== undefined) ||
    setsTimeout(file) ||
    file.callsWith('settles').some((setting) => setting.call.settles?.includes(model.hazard)) ||
    file.callsNamed('race').some(({ range }) => range[0] > handler.range[0] && range[1] < handler.range[1]) ||
    isWrapped(call.node) ||
    endsWithListener(file, call.node) ||
    // What is meant to last as long as somebody listens has an end of its own.
    /stream/i.test(file.text.slice(...call.node.range))
  );
}

/** An instance counts when this file shows that it was made without a limit, or that it is the library itself. */
function isLimitedByClient(file: FileAnalysis, node: Node, ofInstance: boolean): boolean {
  if (!ofInstance) return false;
  if (node.type !== 'CallExpression') return true;
  const callee = bare(node.callee);
  const receiver = callee.type === 'MemberExpression' ? bare(callee.object) : callee;
  const declared =
    receiver.type === 'Identifier' ? (file.variableOf(receiver)?.defs[0]?.node as Node | undefined) : undefined;
  if (declared?.type !== 'VariableDeclarator') return true;
  if (!declared.init) return declared.parent.type !== 'VariableDeclaration' || !declared.parent.declare;
  const made = bare(declared.init);
  return !file.hazards('no-timeout').some((hazard) => hazard.call.node === made);
}

/** `client.defaults.timeout = 2000`, `config.timeout = 2000` in an interceptor. */
function setsTimeout(file: FileAnalysis): boolean {
  return file
    .nodes('AssignmentExpression')
    .some(({ left }) => left.type === 'MemberExpression' && memberName(left) === 'timeout');
}

/** `const feed = request(url); req.on('close', () => feed.abort())`: it lasts as long as somebody listens. */
function endsWithListener(file: FileAnalysis, call: Node): boolean {
  const name = outer(call).parent;
  const variable =
    name?.type === 'VariableDeclarator' && name.id.type === 'Identifier' ? file.variableOf(name.id) : null;
  const ends = (variable?.references ?? [])
    .map(({ identifier }) => identifier.parent)
    .filter(
      (member) => member?.type === 'MemberExpression' && /^(?:abort|destroy|cancel)$/.test(memberName(member) ?? ''),
    );
  return (
    ends.length > 0 &&
    file.callsNamed('on', 'once').some((listen) => {
      if (listen.type !== 'CallExpression') return false;
      const [event, given] = listen.arguments;
      const heard = given && bare(given);
      const fn = heard && isFunction(heard) ? heard : heard?.type === 'Identifier' ? file.localFunctionOf(heard) : null;
      return (
        event?.type === 'Literal' &&
        event.value === 'close' &&
        fn !== null &&
        fn !== undefined &&
        ends.some((end) => end !== undefined && runsWithin(file, end, fn))
      );
    })
  );
}

function isWrapped(call: Node): boolean {
  for (
    let node = call.parent;
    node && !(isFunction(node) && node.parent?.type !== 'CallExpression');
    node = node.parent
  ) {
    const name = node.type === 'CallExpression' ? dottedName(node.callee) : null;
    if (name !== null && ENDS.test(name.split('.').at(-1) ?? '')) return true;
  }
  return false;
}

/** The option, written into the call where its place can be seen. */
export function limitEdit(file: FileAnalysis, node: Node, { model }: Hazard): Edit | null {
  if (node.type !== 'CallExpression' || typeof model.arg !== 'number' || model.property === undefined) return null;
  const option = `${model.property}: ${model.property === 'signal' ? 'AbortSignal.timeout(5000)' : '5000'}`;
  const held = node.arguments[model.arg];
  const last = node.arguments.at(-1);
  if (held?.type === 'ObjectExpression') return addPropertiesFirst(file, held, [option]);
  return !held && last && node.arguments.length === model.arg ? addBehind(file, last, [`{ ${option} }`]) : null;
}
