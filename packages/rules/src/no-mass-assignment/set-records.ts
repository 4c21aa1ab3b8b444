import { bare, propertyOf, objectBehind, type FileAnalysis, type Node, type Sink } from '@backend-architect/analysis';

/** `UPDATE users SET ?`: what is bound there is written out, each key of it a column. */
const SET = /\b(?:set|key\s+update)\s*$/i;

/** The objects whose keys become columns by a placeholder of the statement. */
export function setRecords(file: FileAnalysis): { readonly node: Node; readonly sink: Sink }[] {
  return file.sinks('sql-text').flatMap((sink) => {
    if (sink.model.placeholder?.writesObjects !== true || sink.rung > 3) return [];
    const { constant } = file.valueOf(sink.node);
    const places = typeof constant === 'string' ? setPlaces(constant) : [];
    const values = places.length > 0 ? valuesOf(sink, file) : null;
    if (!values) return [];
    const list = bare(values);
    // One value may be given by itself.
    if (list.type !== 'ArrayExpression') return places[0] === 0 ? [{ node: values, sink }] : [];
    if (list.elements.some((element) => element?.type === 'SpreadElement')) return [];
    return places.flatMap((place) => {
      const node = list.elements[place];
      return node ? [{ node, sink }] : [];
    });
  });
}

/** Which of the placeholders stand behind `SET`, counted from 0; none where quotes or comments could hold one. */
function setPlaces(text: string): number[] {
  if (/['"`][^'"`]*\?[^'"`]*['"`]|--|\/\*/.test(text)) return [];
  const marks = [...text.matchAll(/\?{1,2}/g)];
  return marks.flatMap(({ 0: mark, index }, place) => (mark === '?' && SET.test(text.slice(0, index)) ? [place] : []));
}

function valuesOf({ call: { node }, model, node: text }: Sink, file: FileAnalysis): Node | null {
  const { placeholder } = model;
  if (!placeholder || node.type === 'TaggedTemplateExpression') return null;
  const [first] = node.arguments;
  const holder = first && bare(first) !== bare(text) ? objectBehind(file, first) : null;
  if (!holder) return node.arguments[placeholder.valuesArg] ?? null;
  const entry = placeholder.valuesBeside === undefined ? null : propertyOf(holder, placeholder.valuesBeside);
  return entry === null || entry === 'unknown' ? null : entry.value;
}
