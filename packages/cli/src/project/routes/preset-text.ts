import type { Value } from '@backend-architect/analysis';

/** The text a value is: what it is always, or where nobody who runs the program sets it. */
export function presetText(value: Value | undefined): string | null {
  const text = value?.constant ?? value?.setting?.preset;
  return typeof text === 'string' ? text : null;
}
