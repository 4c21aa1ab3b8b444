/** Why a path is left out before it is read, by its place in the project; `null` when it belongs to the review. */
export function excludedPlace(file: string, packageDirectories: ReadonlySet<string>): string | null {
  if (/\.d\.[mc]?ts$|\.d\.[^.]+\.ts$/.test(file)) return 'declarations';
  const segments = file.split('/').slice(0, -1);
  if (segments.some((segment) => VENDORED.has(segment)) || PLUG_AND_PLAY.test(file)) return 'vendored';
  if (
    segments.some((segment) => BUILD_HIDDEN.has(segment)) ||
    isInPackageDirectory(segments, packageDirectories, BUILD_BY_NAME)
  )
    return 'build output';
  if (/\.min\.[mc]?js$/.test(file)) return 'minified';
  const fixture = fixtureProject(segments, packageDirectories);
  return fixture ? 'fixture and example projects' : null;
}

/**
 * True for places that hold compiled code when the content says so too: `build/`, `out/`, `lib/` beside a package.json.
 */
export function mayBeBuildOutput(file: string, packageDirectories: ReadonlySet<string>): boolean {
  return isInPackageDirectory(file.split('/').slice(0, -1), packageDirectories, BUILD_BY_CONTENT);
}

/**
 * True for places where other people's code is kept when the content says so too: a shop may well have a `vendor`
 * module.
 */
export function mayBeVendored(file: string): boolean {
  return /(?:^|\/)(?:vendors?|public|static|assets|plugins|libs?)\//.test(file) && /\.[mc]?jsx?$/.test(file);
}

const VENDORED = new Set([
  'node_modules', 'bower_components', 'jspm_packages', 'third_party', 'third-party', '.yarn', '.pnpm-store',
]);

/** Yarn writes its own loader beside the manifest. */
const PLUG_AND_PLAY = /(?:^|\/)\.pnp(?:\.loader)?\.[cm]?js$/;

const BUILD_HIDDEN = new Set([
  '.next', '.nuxt', '.output', '.svelte-kit', '.serverless', '.vercel', '.netlify', '.turbo', '.cache', '.parcel-cache',
  '.docusaurus', '.angular', '.expo',
]);

const BUILD_BY_NAME = new Set(['dist', 'coverage', 'storybook-static']);

const BUILD_BY_CONTENT = new Set(['build', 'out', 'output', 'lib', 'es', 'esm', 'cjs', 'umd', 'bin', 'public', 'tmp']);

const FIXTURE_PLACES = new Set([
  'fixtures', '__fixtures__', 'testdata', 'test-fixtures', 'examples', 'example', 'samples', 'templates',
  '__testfixtures__',
]);

const TEST_PLACES = new Set(['test', 'tests', '__tests__', 'spec', 'e2e']);

function isInPackageDirectory(
  segments: readonly string[],
  packageDirectories: ReadonlySet<string>,
  names: ReadonlySet<string>,
): boolean {
  return segments.some(
    (segment, index) => names.has(segment) && packageDirectories.has(segments.slice(0, index).join('/')),
  );
}

/**
 * A project of its own below `fixtures/` or `examples/`, or inputs of tests: reviewed when given as the path, not from
 * above.
 */
function fixtureProject(segments: readonly string[], packageDirectories: ReadonlySet<string>): boolean {
  return segments.some((segment, index) => {
    if (!FIXTURE_PLACES.has(segment)) return false;
    if (segment.includes('fixtures') && segments.slice(0, index).some((outer) => TEST_PLACES.has(outer))) return true;
    return segments.some((_, end) => end > index && packageDirectories.has(segments.slice(0, end + 1).join('/')));
  });
}
