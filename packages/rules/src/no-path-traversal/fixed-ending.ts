import { bare, bindingOf, memberName, textOf, type FileAnalysis, type Node } from '@backend-architect/analysis';

/**
 * Text a path ends with whatever the client sends: `/assets/icon.svg` of `${root}/${key}/assets/icon.svg`; empty where
 * it may end in anything.
 */
export function fixedEnding(file: FileAnalysis, node: Node, depth = 6): string {
  const plain = bare(node);
  if (depth === 0) return '';
  switch (plain.type) {
    case 'Literal':
      return textOf(plain) ?? '';
    case 'TemplateLiteral':
      return plain.quasis.at(-1)?.value.cooked ?? '';
    case 'BinaryExpression':
      return plain.operator === '+' ? fixedEnding(file, plain.right, depth - 1) : '';
    case 'ConditionalExpression':
      return shorter(fixedEnding(file, plain.consequent, depth - 1), fixedEnding(file, plain.alternate, depth - 1));
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      return binding?.kind === 'value' && binding.init && binding.path.length === 0
        ? fixedEnding(file, binding.init, depth - 1)
        : '';
    }
    case 'CallExpression':
      return endingOfCall(file, plain, depth);
    default:
      return '';
  }
}

/**
 * Two names of folders and files, or a picture: nothing of that name lies elsewhere that would be worth a way out of
 * the folder.
 */
export function leavesNothingToReach(ending: string): boolean {
  return (
    /\/[\w.-]*\w[\w.-]*\/[\w.-]+\.\w+$/.test(ending) ||
    /\/[\w.-]+\.(?:svg|png|jpe?g|gif|webp|avif|ico|bmp|woff2?|ttf|css)$/i.test(ending)
  );
}

/** Calls that join or clean a path keep how it ends: `resolve(a, 'b.svg')`. */
function endingOfCall(file: FileAnalysis, call: Extract<Node, { type: 'CallExpression' }>, depth: number): string {
  const symbol = file.symbolOf(call.callee);
  const callee = bare(call.callee);
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
  const last = call.arguments.at(-1);
  if (symbol?.member.call?.result?.is !== 'derived' || !last || last.type === 'SpreadElement') return '';
  if (name === 'normalize' && call.arguments.length === 1) return fixedEnding(file, last, depth - 1);
  if (name !== 'join' && name !== 'resolve') return '';
  const fixed = call.arguments.length;
  let ending = '';
  for (let index = fixed - 1; index >= 0; index -= 1) {
    const argument = call.arguments[index];
    if (!argument || argument.type === 'SpreadElement') return ending;
    const part = fixedEnding(file, argument, depth - 1);
    ending = ending === '' ? withSlash(part, call.arguments.length) : `${withSlash(part, 2)}${ending}`;
    if (bare(argument).type !== 'Literal') return ending;
  }
  return ending;
}

/** A part of its own begins a segment. */
function withSlash(part: string, parts: number): string {
  return part === '' || part.startsWith('/') || parts < 2 ? part : `/${part}`;
}

function shorter(a: string, b: string): string {
  return a.length < b.length ? a : b;
}
