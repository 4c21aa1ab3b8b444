import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { bare } from '../../syntax/wrappers.js';
import type { CookieAttribute, CookieSet } from './cookie-settings.js';
import { headersSet } from './headers-set.js';

/** Stands for what a text is put together from. */
const HOLE = '\u0000';

/** Cookies written into the header by hand: `Set-Cookie: session=${id}; HttpOnly`. */
export function cookieTexts(file: FileAnalysis): CookieSet[] {
  return headersSet(file, 'set-cookie').flatMap(({ call, node }) =>
    listed(node).flatMap((text): CookieSet[] => {
      const written = textWith(text);
      if (!written) return [];
      const [pair = '', ...attributes] = written.text.split(';').map((part) => part.trim());
      const [, name, value = ''] = /^([^=\s]+)=(.*)$/.exec(pair) ?? [];
      // A value that stands in the code is nobody's, and a hole for a whole attribute may be any of them.
      if (
        name === undefined ||
        name.includes(HOLE) ||
        !value.includes(HOLE) ||
        attributes.some((part) => part.startsWith(HOLE)) ||
        attributes.some((part) => /^max-age=\s*(?:0|-)|^expires=.*1970/i.test(part))
      )
        return [];
      const optional = new Set(holesOf(text).flatMap((hole) => optionalAttributes(file, hole)));
      // What such a hole adds begins after the attribute it stands behind.
      const named = (part: string): string => (optional.size > 0 ? part.replaceAll(HOLE, '') : part).toLowerCase();
      const isOpen = (attribute: string): boolean => pair.endsWith(`${HOLE}${HOLE}`) || optional.has(attribute);
      const has = (attribute: string): CookieAttribute => ({
        is: isOpen(attribute) ? 'open' : attributes.some((part) => named(part) === attribute) ? 'on' : 'off',
      });
      const crossSite = attributes.some((part) => /^samesite\s*=\s*none$/i.test(part));
      return [
        {
          call,
          model: null,
          name,
          value: written.first,
          options: null,
          text,
          httpOnly: has('httponly'),
          secure: has('secure'),
          crossSite,
        },
      ];
    }),
  );
}

function listed(node: Node): Node[] {
  const plain = bare(node);
  return plain.type === 'ArrayExpression'
    ? plain.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? [bare(element)] : []))
    : [plain];
}

function holesOf(node: Node): Node[] {
  const plain = bare(node);
  if (plain.type === 'TemplateLiteral') return plain.expressions;
  return plain.type === 'BinaryExpression'
    ? [plain.left, plain.right].flatMap((side) => (isPutTogether(side) ? holesOf(side) : [side]))
    : [];
}

function isPutTogether(node: Node): boolean {
  return node.type === 'BinaryExpression' || node.type === 'TemplateLiteral';
}

/**
 * Attributes that a hole adds in some cases, in small letters: `; Secure` of `${isProduction ? '; Secure' : ''}`, also
 * through a name.
 */
function optionalAttributes(file: FileAnalysis, node: Node, hops = 0): string[] {
  const plain = bare(node);
  switch (plain.type) {
    case 'Literal':
      return typeof plain.value === 'string' && /^\s*;/.test(plain.value)
        ? plain.value.split(';').map((part) => part.trim().toLowerCase())
        : [];
    case 'ConditionalExpression':
      return [plain.consequent, plain.alternate].flatMap((branch) => optionalAttributes(file, branch, hops));
    case 'LogicalExpression':
      return [plain.left, plain.right].flatMap((side) => optionalAttributes(file, side, hops));
    case 'Identifier': {
      const variable = hops < 2 ? file.variableOf(plain) : null;
      const binding = variable && bindingOf(variable);
      return binding?.kind === 'value' && binding.init && binding.path.length === 0
        ? optionalAttributes(file, binding.init, hops + 1)
        : [];
    }
    default:
      return [];
  }
}

/** The fixed text with a mark for each hole, and the first hole. Null for anything but a text put together here. */
function textWith(node: Node): { readonly text: string; readonly first: Node | null } | null {
  const plain = bare(node);
  if (plain.type === 'Literal') return typeof plain.value === 'string' ? { text: plain.value, first: null } : null;
  if (plain.type === 'TemplateLiteral')
    return {
      text: plain.quasis.map((quasi: TSESTree.TemplateElement) => quasi.value.cooked ?? quasi.value.raw).join(HOLE),
      first: plain.expressions[0] ?? null,
    };
  if (plain.type !== 'BinaryExpression' || plain.operator !== '+') return null;
  const left = textWith(plain.left) ?? { text: HOLE, first: bare(plain.left) };
  const right = textWith(plain.right) ?? { text: HOLE, first: bare(plain.right) };
  return { text: left.text + right.text, first: left.first ?? right.first };
}
