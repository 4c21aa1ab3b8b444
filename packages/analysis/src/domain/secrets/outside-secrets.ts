import { isPublicText } from './public-text.js';
import { argumentsOf } from '../calls/arguments-of.js';
import { bare } from '../../syntax/wrappers.js';
import { openEndsBehind } from '../calls/texts-behind.js';
import { sinkModels } from '../calls/sinks.js';
import type { FileAnalysis, LibraryCall, Node, Sink } from '../../vocabulary/analysis.js';
import type { Foreign, ForeignText } from '../../vocabulary/project-view.js';

/** Texts of other files that arrive where a library takes a secret. */
export interface OutsideSecret {
  readonly sink: Pick<Sink, 'model' | 'call'>;
  /** The expression through which they arrive. */
  readonly node: Node;
  readonly texts: readonly ForeignText[];
  /** What holds them, where that is of another file too. */
  readonly holder: Foreign | null;
}

/** Secrets of other files at the sinks of this one: `jwt.sign(x, config.secret)`, `session(settings.session)`. */
export function outsideSecrets(
  file: FileAnalysis,
  kind: 'secret' | 'password-hash' = 'secret',
): readonly OutsideSecret[] {
  return [
    ...file.sinks(kind).map((sink) => atSink(file, sink)),
    ...file.callsThatTake(kind).flatMap((call) => inOptions(file, call, kind)),
  ].filter(({ texts }) => texts.length > 0);
}

/**
 * Where texts stand in other files that this one uses as secrets or passwords, whatever rules say of it: nobody may be
 * shown them.
 */
export function secretsShownBy(file: FileAnalysis): readonly Pick<ForeignText, 'file' | 'at'>[] {
  const found = (['secret', 'password-hash'] as const)
    .flatMap((kind) => outsideSecrets(file, kind))
    .flatMap(({ texts }) => texts);
  const places = found.filter(({ text }) => !isPublicText(text)).map(({ file: where, at }) => ({ file: where, at }));
  return [...new Map(places.map((place) => [`${place.file}:${place.at[0]}`, place])).values()];
}

function atSink(file: FileAnalysis, sink: Sink): OutsideSecret {
  const ends = openEndsBehind(file, sink.node);
  const texts = ends.flatMap(({ node, fallbackFor }) => {
    const left = fallbackFor && file.text.slice(...fallbackFor.range);
    return (file.foreignOf(node)?.texts ?? []).map((text) => ({
      ...(left !== undefined && !/['"`]/.test(left) && { fallbackFor: left }),
      ...text,
    }));
  });
  const [first] = ends.map(({ node }) => bare(node));
  return {
    sink,
    node: sink.node,
    texts,
    holder: first?.type === 'MemberExpression' ? file.foreignOf(first.object) : null,
  };
}

/** Options that are of another file as a whole. */
function inOptions(file: FileAnalysis, call: LibraryCall, kind: Sink['kind']): OutsideSecret[] {
  return sinkModels(file, call).flatMap((model) => {
    if (model.kind !== kind || model.property === undefined) return [];
    const paths = [model.property].flat().map((path) => path.split('.'));
    return argumentsOf(call, model.arg, model.from).flatMap((argument) => {
      const options = file.foreignOf(argument);
      return paths.flatMap((path): OutsideSecret[] => {
        const holder = path.slice(0, -1).reduce<Foreign | null>((held, key) => held?.member(key) ?? null, options);
        return [
          { sink: { model, call }, node: argument, texts: holder?.member(path.at(-1) ?? '')?.texts ?? [], holder },
        ];
      });
    });
  });
}
