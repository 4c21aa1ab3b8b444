import {
  bare,
  type FileAnalysis,
  isPasswordName,
  isSecretName,
  keyOf,
  type Node,
  objectBehind,
  type Value,
} from '@backend-architect/analysis';

/** This machine, the same network, or a name that documentation uses: nothing leaves, or nothing is real. */
const NEAR = new RegExp(
  String.raw`^(?:localhost|[^.]*|127(?:\.\d+){3}|0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|` +
    String.raw`172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}|\[.*\]|.*\.(?:internal|local|` +
    String.raw`localhost|test|invalid|example|lan|home|intranet|corp)|(?:.*\.)?example\.(?:com|org|net)|` +
    String.raw`.*\.svc(?:\..*)?)$`,
  'i',
);
const DEPTH = 4;

/** The host of a fixed address without encryption, out there in the network; null for any other. */
export function cleartextHost(file: FileAnalysis, node: Node): string | null {
  const value = file.valueOf(node);
  const text = typeof value.constant === 'string' ? value.constant : fixedBeginning(value);
  // A host that is cut off by a hole is not known.
  const host = text === null ? undefined : /^http:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)(?=[/:?#]|$)/i.exec(text)?.[1];
  const isWhole =
    host !== undefined &&
    text !== null &&
    (typeof value.constant === 'string' || text.length > 'http://'.length + host.length);
  return isWhole && !NEAR.test(host) ? host : null;
}

/** The text up to the first hole. A prefix in a constant may arrive as a piece of its own. */
function fixedBeginning({ parts = [], partsOfOne }: Value): string | null {
  const end = parts.findIndex((part) => !('text' in part));
  const text = (end < 0 ? parts : parts.slice(0, end)).map((part) => ('text' in part ? part.text : '')).join('');
  return text === '' || partsOfOne ? null : text;
}

/** Name of a credential among the options of a call: a header, a basic login, a password or key of the body. */
export function credentialIn(file: FileAnalysis, nodes: readonly Node[], depth = 0): string | null {
  if (depth > DEPTH) return null;
  for (const node of nodes) {
    const plain = bare(node);
    if (plain.type === 'CallExpression') {
      const inside = credentialIn(file, plain.arguments, depth + 1); // JSON.stringify({ password })
      if (inside) return inside;
      continue;
    }
    const object = objectBehind(file, plain);
    for (const property of object?.properties ?? []) {
      if (property.type !== 'Property') continue;
      const name = keyOf(property.key, property.computed);
      if (name !== null && isCredential(name)) return name;
      const inside = credentialIn(file, [property.value], depth + 1);
      if (inside) return inside;
    }
  }
  return null;
}

function isCredential(name: string): boolean {
  return (
    /^(?:proxy-)?authorization$|^x-(?:api|auth)-(?:key|token)$|^cookie$/i.test(name) ||
    isSecretName(name) ||
    isPasswordName(name)
  );
}
