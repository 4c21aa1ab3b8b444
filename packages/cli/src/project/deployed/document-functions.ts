/** Functions that a document of a deployment names, with what runs each and who is let through. */
import type { DeployedAskModel, DeployedEventModel, DeployFileModel } from '@backend-architect/analysis';
import { deployDocument, textAt, valuesAt } from './deploy-document.js';
import type { Asked, RunFor, SaidFunction } from './said-function.js';

export function documentFunctions(
  model: DeployFileModel,
  library: string,
  { file, text }: { readonly file: string; readonly text: string },
): readonly SaidFunction[] {
  const document = deployDocument(text);
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  // A list of documents put together is as good as one: `functions: [{ list: {} }, { save: {} }]`.
  const named = valuesAt(document, model.functions).flatMap((one) =>
    textAt(one, model.handler) === null && model.only === undefined ? valuesAt(one, '*') : [one],
  );
  return named.flatMap((one): SaidFunction[] => {
    if (model.only && textAt(one, model.only.member) !== model.only.is) return [];
    const said = (path: string): string | null =>
      textAt(one, path) ??
      (model.common === undefined ? null : textAt(document, `${model.common}.${path.slice(path.indexOf('.') + 1)}`));
    const handler = said(model.handler);
    const end = handler?.lastIndexOf('.') ?? -1;
    if (handler === null || end <= 0) return [];
    const within = model.folder === undefined ? '' : (said(model.folder) ?? '');
    return [
      {
        library,
        folders: [folder],
        path: [within, handler.slice(0, end)].filter((part) => part !== '').join('/'),
        name: handler.slice(end + 1),
        runs: valuesAt(one, model.events).flatMap((event) => runOf(model, document, file, event) ?? []),
      },
    ];
  });
}

function runOf(model: DeployFileModel, document: unknown, file: string, event: unknown): RunFor | null {
  const { named, kinds } = model;
  const keys = typeof event === 'object' && event !== null ? Object.keys(event) : [];
  // `- websocket` alone, and `- http: GET users`.
  const type = named ? textAt(event, named.type) : typeof event === 'string' ? event : (keys[0] ?? null);
  if (type === null || !Object.hasOwn(kinds, type)) return null;
  const kind = kinds[type]!;
  const [settings = null] = valuesAt(event, named ? named.settings : type);
  const run = { kind: kind.kind, ...(kind.input !== undefined && { input: kind.input }) };
  if (kind.kind !== 'http') return { ...run, name: nameIn(kind, settings), asked: null };
  const { method, path } = requestsIn(kind, settings);
  const asked = kind.asks ? askedIn(kind.asks, document, file, settings) : null;
  return { ...run, method, path, asked: asked ?? { is: 'nobody' } };
}

function nameIn({ name = [] }: DeployedEventModel, settings: unknown): string | null {
  return typeof settings === 'string'
    ? settings
    : (name.flatMap((member) => textAt(settings, member) ?? [])[0] ?? null);
}

/** `GET /users`, `* /users`, `*`, or members of their own. */
function requestsIn(
  { method, path, together }: DeployedEventModel,
  settings: unknown,
): { readonly method: string | null; readonly path: string | null } {
  if (together && typeof settings === 'string') {
    const words = settings.trim().split(/\s+/);
    return words.length > 1 ? { method: words[0]!, path: words[1]! } : { method: '*', path: words[0]! };
  }
  const [first] = path === undefined ? [] : valuesAt(settings, path);
  const [said = null] = [first].flat();
  return {
    method: method === undefined ? '*' : textAt(settings, method),
    path: typeof said === 'string' ? said : null,
  };
}

/** Who is let through; a text the document does not spell out says nothing. */
function askedIn(model: DeployedAskModel, document: unknown, file: string, settings: unknown): Asked {
  const gateway = (model.gateway ?? []).flatMap((member) => textAt(settings, member) ?? [])[0];
  const placed = (paths: readonly string[]): readonly string[] =>
    paths.flatMap((path) => (path.includes('{gateway}') ? (gateway ? path.replace('{gateway}', gateway) : []) : path));
  const own = model.in.flatMap((member) => valuesAt(settings, member).slice(0, 1))[0];
  const value = own ?? placed(model.otherwise ?? []).flatMap((path) => valuesAt(document, path).slice(0, 1))[0];
  const texts = textsOf(value, model.names ?? []);
  const at = { file, at: [0, 0] as const };
  const name = texts.at(-1) ?? 'authorizer';
  if (value !== undefined && !texts.some((text) => model.none.includes(text))) {
    const declared = placed(model.declared?.at ?? []).flatMap((path) =>
      texts.flatMap((text) => valuesAt(document, `${path}.${text}`)),
    );
    const isChecked =
      texts.some((text) => new RegExp(model.checked).test(text)) ||
      (declared.length > 0 &&
        declared.every((one) => model.declared!.checked.some((member) => valuesAt(one, member).length > 0)));
    return { is: isChecked ? 'checked' : 'unknown', name, ...at, what: 'who is let through is decided elsewhere' };
  }
  const besides = placed(model.besides ?? []).some(
    (path) => valuesAt(document, path).length > 0 || valuesAt(settings, path).length > 0,
  );
  return besides
    ? { is: 'unknown', name: 'policy', ...at, what: 'what else stands before it is not followed' }
    : { is: 'nobody' };
}

function textsOf(value: unknown, names: readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : names.flatMap((name) => textAt(value, name) ?? []);
}
