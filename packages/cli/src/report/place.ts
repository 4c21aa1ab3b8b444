import { printable } from './pretty/printable.js';
import type { Location } from './types.js';

/** `file:line:column`, as editors and terminals open it. */
export function place(location: Location): string {
  return `${printable(location.file)}:${location.startLine}:${location.startColumn}`;
}
