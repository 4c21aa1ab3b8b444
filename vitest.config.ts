import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const ALL = ['packages/*/tests/**/*.test.ts', 'tests/**/*.test.ts'];
const VALUES = [
  'packages/analysis/tests/**/*.test.ts',
  'packages/eslint-plugin/tests/{edits,models,rules,secrets,sql,uses}/**/*.test.ts',
  'packages/cli/tests/{answers,detectors,findings,project,report}/**/*.test.ts',
  'packages/cli/tests/judge/!(judge).test.ts', // that one watches who is judged
  'packages/cli/tests/agent/{leaf-hash,secret-evidence,secret-ranges}.test.ts',
  'packages/cli/tests/extract/{lost-text,nesting}.test.ts',
  'packages/cli/tests/options/{closest-name,library-schema,refuse-rule-settings}.test.ts',
  'packages/cli/tests/prove/**/*.test.ts',
  'packages/cli/tests/{count,published-schemas}.test.ts',
  'packages/eslint-plugin/tests/{checks,disabled-twins,docs,roles}.test.ts',
  'packages/eslint-plugin/tests/host/{ignore-patterns,masked-messages}.test.ts',
  'tests/{csv,levels}.test.ts',
  'tests/crash-safety/*.test.ts',
];

/** Of a project of tests: begun first, because a clone that has run nothing begins large files first, and these are small. */
const LONGEST = [
  'tests/packed/recipes.test.ts', 'tests/packed/bare-clone.test.ts', 'tests/crash-safety/programs.test.ts',
  'tests/crash-safety/mutations.test.ts',
].map((file) => at(`./${file}`));

/** Where the longest file is begun last, one worker waits for the other until the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (LONGEST.includes(moduleId) ? 0 : 1);
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).sort((a, b) => rank(a) - rank(b)),
    );
  }
}

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
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    projects: [
      // Functions of values: their files share what is loaded, and the models' indexes.
      { extends: true, test: { name: 'values', include: VALUES, isolate: false } },
      // Processes, environments, folders: each file for itself.
      { extends: true, test: { name: 'processes', include: ALL, exclude: [...VALUES, '**/node_modules/**'] } },
    ],
  },
});
