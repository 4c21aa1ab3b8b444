// Runs the command line from its sources in a process of its own, which a test can stop or kill. A stale build cannot
// make it pass.
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
process.argv[1] = new URL('../../../src/bin.ts', import.meta.url).pathname;
await import('../../../src/bin.ts');
