import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Tests read the sources, so that a stale build can never make them pass. Tests of the packed tarballs read dist.
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@backend-architect\/analysis$/, replacement: at('./packages/analysis/src/index.ts') },
      { find: /^@backend-architect\/rules$/, replacement: at('./packages/rules/src/index.ts') },
      { find: /^eslint-plugin-backend-architect\/checks$/, replacement: at('./packages/eslint-plugin/src/checks.ts') },
      { find: /^eslint-plugin-backend-architect$/, replacement: at('./packages/eslint-plugin/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/tests/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
