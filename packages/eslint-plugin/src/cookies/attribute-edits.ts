import { bare, type CookieSet, type FileAnalysis } from '@backend-architect/analysis';
import type { Edit } from '../define-rule.js';

export type Attribute = 'httpOnly' | 'secure';

/** In development the browser talks plain HTTP to the server. */
const VALUES: Readonly<Record<Attribute, string>> = { httpOnly: 'true', secure: "process.env.NODE_ENV === 'production'" };

/** Edits that set attributes: in the options as they stand, in an argument of their own, or in the text of a header. Null where there is no place for them. */
export function attributeEdits(file: FileAnalysis, cookie: CookieSet, attributes: readonly Attribute[]): readonly Edit[] | null {
  if (cookie.text) return textEdits(file, cookie, attributes);
  const leftOut = attributes.filter((attribute) => !cookie[attribute].at);
  const written = attributes.flatMap((attribute): Edit[] => {
    const { at } = cookie[attribute];
    return at ? [{ range: at.range, text: `${attribute}: ${VALUES[attribute]}` }] : [];
  });
  if (leftOut.length === 0) return written;
  const text = leftOut.map((attribute) => `${attribute}: ${VALUES[attribute]}`).join(', ');
  if (cookie.options) {
    const { options } = cookie;
    const last = options.properties.at(-1);
    return [...written, last ? { range: [last.range[1], last.range[1]], text: `, ${text}` } : { range: options.range, text: `{ ${text} }` }];
  }
  return newOptions(cookie, text);
}

/** The argument behind the last one, or the property of the options of a session. */
function newOptions({ call, model }: CookieSet, text: string): readonly Edit[] | null {
  if (!model || call.node.type === 'TaggedTemplateExpression') return null;
  const { arg, property } = model.options;
  const last = call.node.arguments.at(-1);
  if (!property) return last && arg === call.node.arguments.length ? [{ range: [last.range[1], last.range[1]], text: `, { ${text} }` }] : null;
  const holder = typeof arg === 'number' ? call.node.arguments[arg] : undefined;
  const object = holder && bare(holder);
  const final = object?.type === 'ObjectExpression' ? object.properties.at(-1) : undefined;
  return final ? [{ range: [final.range[1], final.range[1]], text: `, ${property}: { ${text} }` }] : null;
}

function textEdits(file: FileAnalysis, { text }: CookieSet, attributes: readonly Attribute[]): readonly Edit[] | null {
  const plain = text && bare(text);
  if (plain?.type !== 'TemplateLiteral') return null;
  const end = plain.range[1] - 1;
  const added = attributes.map((attribute) => (attribute === 'secure' ? '; Secure' : '; HttpOnly')).join('');
  return [{ range: [end, end], text: file.text.slice(0, end).trimEnd().endsWith(';') ? added.replace(/^;/, '') : added }];
}
