import { analyse, type AnalysisSettings, extractFacts, secretRanges } from '@backend-architect/analysis';
import { openCache } from './cache.js';
import { directivesOf } from './directives.js';
import { parseFile } from './parse-file.js';
import type { ExtractedFile } from './types.js';

export interface ExtractRequest {
  /** Absolute path the files are relative to. */
  readonly root: string;
  readonly files: readonly { readonly file: string; readonly text: string; readonly hash: string }[];
  readonly settings: AnalysisSettings;
  /** `use`: take results of unchanged files from the cache and keep new ones there. */
  readonly cache: 'use' | 'skip';
  /** Gets a sentence when the cache could not be used: that costs time, not the review. */
  readonly onCacheLost?: (why: string) => void;
  /** Gets the number of files done, now and then. */
  readonly progress?: (done: number) => void;
}

/** So often the event loop gets a turn, for progress and signals. */
const TURN = 50;

/** Facts and directives of every file, in the order given. A file that cannot be parsed is `unread`, never clean. */
export async function extract(request: ExtractRequest): Promise<ExtractedFile[]> {
  const opened =
    request.cache === 'use' ? openCache<ExtractedFile>(request.root, ['facts', request.settings], isExtracted) : null;
  const cache = typeof opened === 'string' ? null : opened;
  const found: ExtractedFile[] = [];
  for (const [index, source] of request.files.entries()) {
    const known = cache?.find(source);
    const extracted = known ?? extractFile(source, request);
    if (!known) cache?.keep(source, extracted);
    found.push(extracted);
    if (index % TURN === TURN - 1) {
      request.progress?.(index + 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const lost = typeof opened === 'string' ? opened : (cache?.save() ?? null);
  if (lost !== null) request.onCacheLost?.(`the cache could not be used: ${lost}; every file was read again`);
  request.progress?.(request.files.length);
  return found;
}

function extractFile(source: ExtractRequest['files'][number], { settings }: ExtractRequest): ExtractedFile {
  const { file, text, hash } = source;
  try {
    const parsed = parseFile(file, text);
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
