/** Paths as routers write them, and as OpenAPI does. */

export interface TemplatedPath {
  /** `/users/{id}` */
  readonly text: string;
  /** Names of its parameters, in order. */
  readonly names: readonly string[];
  /** The same for paths that differ in nothing but the names of their parameters, which OpenAPI takes for one. */
  readonly shape: string;
}

/** `:id`, `:id(\\d+)`, `:id{[0-9]+}`: one parameter within a segment, with or without what it must look like. */
const PARAMETER = /:([A-Za-z_$][\w$]*)(?:\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\{[^{}]*\})?/g;
/** What is more than a text: wildcards, groups, optional parts, parameters that repeat. */
const PATTERN = /[*?+(){}[\]|^$\\:]/;

/** Null where the path has parts that OpenAPI cannot say: a parameter there is one segment or less, and never missing. */
export function templatedPath(path: string): TemplatedPath | null {
  const names = [...path.matchAll(PARAMETER)].map(([, name = '']) => name);
  if (PATTERN.test(path.replace(PARAMETER, '')) || new Set(names).size < names.length) return null;
  return { text: path.replace(PARAMETER, '{$1}'), names, shape: path.replace(PARAMETER, '{}') };
}
