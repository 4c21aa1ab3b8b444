import { bare, dottedName, textOf, type CookieSet, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { Edit } from '../define-rule.js';
import { addBehind, addProperties } from '../edits/list-edits.js';
import { quoted } from '../edits/text-style.js';

export type Attribute = 'httpOnly' | 'secure';

/** In development, and where somebody hosts it at home, the browser talks plain HTTP to the server. */
function valueOf(file: FileAnalysis, attribute: Attribute, model: CookieSet['model']): string {
  if (attribute === 'httpOnly') return 'true';
  return model?.autoSecure ? quoted(file, 'auto') : inProduction(file);
}

/** The file's own word for it, where it has one. */
function inProduction(file: FileAnalysis): string {
  const own = file.nodes('VariableDeclarator').find(({ id, init, parent }) => {
    const isOfModule = parent.kind === 'const' && /^(?:Program|ExportNamedDeclaration)$/.test(parent.parent.type);
    return isOfModule && id.type === 'Identifier' && init !== null && asksForProduction(init);
  });
  return own?.id.type === 'Identifier' ? own.id.name : `process.env.NODE_ENV === ${quoted(file, 'production')}`;
}

function asksForProduction(init: Node): boolean {
  const plain = bare(init);
  if (plain.type !== 'BinaryExpression' || !/^===?$/.test(plain.operator)) return false;
  return dottedName(bare(plain.left)) === 'process.env.NODE_ENV' && textOf(bare(plain.right)) === 'production';
}

/**
 * Edits that set attributes: in the options as they stand, in an argument of their own, or in the text of a header.
 * Null where there is no place for them.
 */
export function attributeEdits(
  file: FileAnalysis,
  cookie: CookieSet,
  attributes: readonly Attribute[],
): readonly Edit[] | null {
  if (cookie.text) return textEdits(file, cookie, attributes);
  const leftOut = attributes.filter((attribute) => !cookie[attribute].at);
  const written = (attribute: Attribute): string => `${attribute}: ${valueOf(file, attribute, cookie.model)}`;
  const changed = attributes.flatMap((attribute): Edit[] => {
    const { at } = cookie[attribute];
    return at ? [{ range: at.range, text: written(attribute) }] : [];
  });
  if (leftOut.length === 0) return changed;
  return cookie.options
    ? [...changed, addProperties(file, cookie.options, leftOut.map(written))]
    : newOptions(file, cookie, leftOut.map(written).join(', '));
}

/** The argument behind the last one, or the property of the options of a session. */
function newOptions(file: FileAnalysis, { call, model }: CookieSet, text: string): readonly Edit[] | null {
  if (!model || call.node.type === 'TaggedTemplateExpression') return null;
  const { arg, property } = model.options;
  const last = call.node.arguments.at(-1);
  if (!property) return last && arg === call.node.arguments.length ? [addBehind(file, last, [`{ ${text} }`])] : null;
  const holder = typeof arg === 'number' ? call.node.arguments[arg] : undefined;
  const object = holder && bare(holder);
  return object?.type === 'ObjectExpression' && object.properties.length > 0
    ? [addProperties(file, object, [`${property}: { ${text} }`])]
    : null;
}

function textEdits(file: FileAnalysis, { text }: CookieSet, attributes: readonly Attribute[]): readonly Edit[] | null {
  const plain = text && bare(text);
  if (plain?.type !== 'TemplateLiteral') return null;
  const end = plain.range[1] - 1;
  const ended = file.text.slice(0, end).trimEnd().endsWith(';');
  const added = [...attributes].sort().map((attribute, index) => {
    const before = ended && index === 0 ? ' ' : '; ';
    return attribute === 'secure'
      ? `\${${inProduction(file)} ? ${quoted(file, `${before}Secure`)} : ${quoted(file, '')}}`
      : `${before}HttpOnly`;
  });
  return [{ range: [end, end], text: added.join('') }];
}
