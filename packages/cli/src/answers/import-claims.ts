/** Claims about what one module takes from another. */
import type { FileFacts } from '@backend-architect/analysis';
import type { ModuleEdge, Project } from '../project/types.js';
import { proved, unproved, type Proof } from './proof.js';

/** Every import of `to` in `from` is gone at run time: `import type`, or names used as types only. */
export function proveNoRuntimeImports(from: string, to: string, project: Project): Proof {
  const importer = project.files.get(from);
  if (!importer) return unproved(`${from} is not among the files read`);
  if (!project.files.has(to)) return unproved(`${to} is not among the files read`);
  const edges = project.modules.filter((edge) => edge.from === from && edge.to === to);
  if (edges.length === 0) return unproved(`no import of ${to} is visible in ${from}`);
  const unresolved = importer.imports.find(
    (one) =>
      one.specifier.startsWith('.') &&
      !one.typeOnly &&
      !isAsset(one.specifier) &&
      !project.modules.some((edge) => edge.from === from && edge.specifier === one.specifier),
  );
  if (unresolved) return unproved(`the import of ${unresolved.specifier} could not be followed`);
  const atRunTime = edges.find((edge) => !isErased(edge, importer));
  return atRunTime
    ? unproved(`${from} needs ${atRunTime.specifier} at run time`)
    : proved(`every import of ${to} in ${from} is type-only`);
}

/** The module declares and exports types, and does nothing else when it is loaded. */
export function proveExportsOnlyTypes(file: string, project: Project): Proof {
  const facts = project.files.get(file);
  if (!facts) return unproved(`${file} is not among the files read`);
  if (facts.exports.length === 0) return unproved(`${file} exports nothing`);
  const value = facts.exports.find((one) => !(one.typeOnly || one.what === 'type'));
  if (value) return unproved(`${file} exports ${value.name}, which is a value`);
  if (!facts.onlyTypes) return unproved(`${file} does more than declare types when it is loaded`);
  return proved(`${file} exports only types`);
}

/**
 * Compilers drop an import whose names are used as types, except where decorators turn the types of parameters into
 * values.
 */
function isErased(edge: ModuleEdge, importer: FileFacts): boolean {
  if (edge.typeOnly) return true;
  if (edge.lazy || edge.names.length === 0 || /\.[cm]?jsx?$/.test(importer.file)) return false;
  return edge.names.every((name) => name.used === 'type') && !emitsMetadata(importer);
}

function emitsMetadata(file: FileFacts): boolean {
  return file.classes.some(
    (one) =>
      one.decorators.length > 0 ||
      one.fields.some((field) => (field.decorators?.length ?? 0) > 0) ||
      one.methods.some((method) => method.decorators.length > 0),
  );
}

function isAsset(specifier: string): boolean {
  return /\.(json|css|svg|png|sql|graphql|html|txt|wasm|node)$/.test(specifier);
}
