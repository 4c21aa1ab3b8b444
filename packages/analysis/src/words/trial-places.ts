/** Last words of file names that say: settings for trying things out, not for the real service. */
const FOR_TRIALS: ReadonlySet<string> = new Set([
  'dev', 'development', 'local', 'test', 'tests', 'testing', 'e2e', 'ci', 'example', 'examples', 'sample', 'samples',
  'mock', 'mocks', 'fixture', 'fixtures',
]);

/** `config/development.js`, `config.test.ts`, `settings.example.js`, `environments/dev/index.ts`. */
export function isTrialPlace(file: string): boolean {
  const [name = '', folder = ''] = file.split('/').reverse();
  const stem = name.replace(/\.[cm]?[jt]sx?$/i, '').toLowerCase();
  const last = (stem === 'index' ? folder.toLowerCase() : stem).split(/[.\-_]/).at(-1) ?? '';
  return FOR_TRIALS.has(last);
}
