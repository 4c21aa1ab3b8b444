import { analyse, type AnalysisSettings, extractFacts, secretRanges } from '@backend-architect/analysis';
import { cacheLine, openCache, type CachedSource } from './cache.js';
import { directivesOf } from './directives.js';
import { parseAndKeep } from './parse-file.js';
import { oneByOne, type Share } from './share.js';
import type { ExtractedFile } from './types.js';

export interface ExtractRequest {
  /** Absolute path the files are relative to. */
  readonly root: string;
  readonly files: readonly CachedSource[];
  readonly settings: AnalysisSettings;
  /** `use`: take results of unchanged files from the cache and keep new ones there. */
  readonly cache: 'use' | 'skip';
  /** Reads some of the files elsewhere, as `extractSource` does. Default: all of them here. */
  readonly share?: (asked: ExtractAsked) => Share<CachedSource, ExtractedSource>;
  /** Gets a sentence when the cache could not be used: that costs time, not the review. */
  readonly onCacheLost?: (why: string) => void;
  /** Gets the number of files done, now and then. */
  readonly progress?: (done: number) => void;
}

/** What is the same for every file. Plain data. */
export interface ExtractAsked {
  readonly settings: AnalysisSettings;
  /** Of the cache that keeps the results; null: they are not kept. */
  readonly key: string | null;
}

export interface ExtractedSource {
  readonly extracted: ExtractedFile;
  /** For the cache. */
  readonly line: string | null;
}

/** Facts and directives of every file, in the order given. A file that cannot be parsed is `unread`, never clean. */
export async function extract(request: ExtractRequest): Promise<ExtractedFile[]> {
  const { files, root, settings, share = () => oneByOne } = request;
  const opened = request.cache === 'use' ? openCache<ExtractedFile>(root, ['facts', settings], isExtracted) : null;
  const cache = typeof opened === 'string' ? null : opened;
  const found = new Map<string, ExtractedFile>();
  const missing: CachedSource[] = [];
  for (const source of files) {
    const known = cache?.find(source);
    if (known) found.set(source.file, known);
    else missing.push(source);
  }
  const asked = { settings, key: cache?.key ?? null };
  const read = await share(asked)(
    missing,
    (source) => extractSource(source, asked),
    (done) => request.progress?.(found.size + done),
  );
  for (const { extracted, line } of read) {
    found.set(extracted.file, extracted);
    cache?.keep(extracted.file, line);
  }
  const lost = typeof opened === 'string' ? opened : (cache?.save() ?? null);
  if (lost !== null) request.onCacheLost?.(`the cache could not be used: ${lost}; every file was read again`);
  request.progress?.(files.length);
  return files.map(({ file }) => found.get(file)!);
}

/** One file by itself. */
export function extractSource(source: CachedSource, { settings, key }: ExtractAsked): ExtractedSource {
  const extracted = extractFile(source, settings);
  return { extracted, line: key === null ? null : cacheLine(source, extracted, key) };
}

function extractFile(source: CachedSource, settings: AnalysisSettings): ExtractedFile {
  const { file, text, hash } = source;
  try {
    const parsed = parseAndKeep(file, text);
    if (parsed.kind === 'unread') return { kind: 'unread', file, reason: parsed.reason };
    const analysis = analyse({ ...parsed.source, settings });
    return {
      kind: 'read',
      file,
      hash,
      facts: extractFacts(analysis, hash),
      directives: directivesOf(parsed.source),
      secretRanges: secretRanges(analysis),
      ...(parsed.note !== undefined && { note: parsed.note }),
    };
  } catch (error) {
    // Only text that nests deeper than the stack ends here; every other failure is a bug and keeps its stack.
    if (error instanceof RangeError) return { kind: 'unread', file, reason: 'nests too deeply to be read' };
    throw new Error(`while reading ${file}`, { cause: error });
  }
}

function isExtracted({
  kind,
  facts,
  directives,
  secretRanges: ranges,
  reason,
}: Readonly<Record<string, unknown>>): boolean {
  if (kind === 'unread') return typeof reason === 'string';
  const version = (facts as { version?: unknown } | undefined)?.version;
  return kind === 'read' && version === 1 && Array.isArray(directives) && Array.isArray(ranges);
}
