/** Compiles the files a fix touches, before and after, in memory. ts-morph is loaded here and nowhere else. */
export interface CompileInput {
  /** Texts by path, root-relative: the edited files and what they import. */
  readonly before: ReadonlyMap<string, string>;
  readonly edited: ReadonlyMap<string, string>;
}

/** Named, not typed: the libraries that type them cost more time than the check itself. */
const GLOBALS = [
  'AbortController', 'AbortSignal', 'Buffer', 'URL', 'URLSearchParams', 'clearTimeout', 'clearInterval', 'console',
  'crypto', 'exports', 'fetch', 'module', 'process', 'queueMicrotask', 'require', 'setImmediate', 'setInterval',
  'setTimeout', 'structuredClone', 'Response', 'Request', 'Headers', 'TextEncoder', 'TextDecoder', '__dirname',
  '__filename',
];

/**
 * What the compiler objects to only after the fix: one line each. Packages that are not there count the same on both
 * sides.
 */
export async function newDiagnostics({ before, edited }: CompileInput): Promise<readonly string[]> {
  const { Project, ts } = await import('ts-morph');
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      allowJs: true,
      checkJs: false,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.Preserve,
      types: [],
    },
  });
  project.createSourceFile(
    '/globals-of-the-runtime.d.ts',
    GLOBALS.map((name) => `declare const ${name}: any;`).join('\n'),
  );
  for (const [file, text] of before) project.createSourceFile(`/${file}`, text);
  const problems = () =>
    [...edited.keys()].flatMap((file) => {
      const source = project.getSourceFileOrThrow(`/${file}`);
      const found = [...project.getProgram().getSyntacticDiagnostics(source), ...source.getPreEmitDiagnostics()];
      return found.map(
        (one) => `${file}: TS${one.getCode()} ${ts.flattenDiagnosticMessageText(one.compilerObject.messageText, ' ')}`,
      );
    });
  const known = counted(problems());
  for (const [file, text] of edited) project.getSourceFileOrThrow(`/${file}`).replaceWithText(text);
  return [...counted(problems())]
    .filter(([problem, times]) => times > (known.get(problem) ?? 0))
    .map(([problem]) => problem);
}

function counted(problems: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  return counts;
}
