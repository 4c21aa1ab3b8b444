import type { FileAnalysis } from '@backend-architect/analysis';

type Roles = readonly FileAnalysis['role'][];

/** Code of others, written by a tool or copied: nobody mends it here. No rule speaks in it. */
export const FOREIGN: Roles = ['generated', 'vendored'];

/** Where a rule is silent that says nothing about it. */
export const NOT_THE_PROGRAM: Roles = ['test', 'migration', 'client'];

/** Where no request of a client arrives: silent for rules about what a request can do. */
export const NOT_SERVING: Roles = [...NOT_THE_PROGRAM, 'script', 'config'];
