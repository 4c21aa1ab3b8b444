/** What functions are called in a sentence. */
import type { ProjectFunction } from './types.js';

/** `UsersService.find`, as a sentence names it. */
export function nameOf(fn: ProjectFunction): string {
  const [first, ...rest] = fn.fact?.name.split('.') ?? [];
  if (first === undefined) return 'the module';
  return [first === 'default' ? moduleName(fn.file) : first, ...rest].join('.');
}

/**
 * What whoever imports a module's only thing calls it: `save-order` of `src/save-order.ts`, the folder of an `index`.
 */
function moduleName(file: string): string {
  const [base = file, folder] = file.split('/').reverse();
  const name = base.replace(/\.[cm]?[jt]sx?$/, '');
  return name === 'index' && folder !== undefined ? folder : name;
}

/** A function without a name goes by the call it is written in: `safe()` of `safe(async (req, res) => ...)`. */
export function isNamedByCall(name: string): boolean {
  return name.endsWith('()');
}
