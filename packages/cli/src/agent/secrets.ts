/**
 * Secrets are masked before a text leaves the machine: same length, same lines, numbered, so that offsets and quotes
 * stay true.
 */
import { type FileAnalysis, mergedRanges, type Range, secretRanges } from '@backend-architect/analysis';
import { hasNumber, secretLabels, type SecretLabels } from './secret-labels.js';

export interface Masked {
  readonly text: string;
  readonly count: number;
  /**
   * A secret stands where no string literal is (in a regular expression, in broken code): the text must not be sent.
   */
  readonly outsideLiteral: boolean;
}

type Lines = readonly [first: number, last: number];

/**
 * Masks what secret scanners find, ours and another, and every literal on the lines our own rule reported. `text` is
 * that of the file, comments blanked; `labels` number the secrets of everything that is sent together; `known` are
 * those the review found.
 */
export async function maskSecrets(
  file: FileAnalysis,
  text: string,
  reportedLines: readonly Lines[],
  labels: SecretLabels = secretLabels(),
  known: readonly Range[] = [],
): Promise<Masked> {
  const literals = literalsOf(file);
  const scanned = await scan(text);
  const reported = literals.filter((literal) => {
    const line = lineAt(text, literal[0]);
    return literal[1] - literal[0] >= 4 && reportedLines.some(([first, last]) => line >= first && line <= last);
  });
  const ranges = mergedRanges([
    ...scanned,
    ...secretRanges(file),
    ...known.filter(([, end]) => end <= text.length),
    ...reported,
  ]).filter((range) => text.slice(...range).trim() !== '');
  const outsideLiteral = scanned.some((hit) => !literals.some((literal) => literal[0] < hit[1] && hit[0] < literal[1]));
  return { text: masked(text, ranges, labels), count: ranges.length, outsideLiteral };
}

/** Masks without the length of what they hide, for lines whose columns nobody needs. */
export function withoutLengths(line: string): string {
  return line.replace(/‹SECRET:(\d+)·*›/g, '‹SECRET:$1›').replace(/•+/g, '‹SECRET›');
}

async function scan(text: string): Promise<readonly Range[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const result = await lintSource({
    source: { filePath: 'evidence.ts', content: text, ext: '.ts', contentType: 'text' },
    options: {
      noPhysicFilePath: true,
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] },
    },
  });
  return result.messages.map((message) => [message.range[0], message.range[1]] as const);
}

/** Texts between quotes, and the pieces of templates. */
function literalsOf(file: FileAnalysis): readonly Range[] {
  return file.nodes('Literal', 'TemplateElement').flatMap((node): readonly Range[] => {
    if (node.type === 'Literal') return typeof node.value === 'string' ? [[node.range[0] + 1, node.range[1] - 1]] : [];
    const start = file.text.indexOf(node.value.raw, node.range[0]);
    return node.value.raw !== '' && start >= 0 ? [[start, start + node.value.raw.length]] : [];
  });
}

function masked(text: string, ranges: readonly Range[], labels: SecretLabels): string {
  let result = '';
  let at = 0;
  for (const [start, end] of ranges) {
    const secret = text.slice(start, end);
    result += text.slice(at, start) + maskOf(secret, labels.numberOf(secret));
    at = end;
  }
  return result + text.slice(at);
}

/** `‹SECRET:1·····›`; line breaks and a quote the scanner took with it stay. */
function maskOf(secret: string, number: number): string {
  return secret
    .split(/([\r\n]+|["'`]$)/)
    .map((piece) => {
      if (/^(?:[\r\n]+|["'`]|)$/.test(piece)) return piece;
      return hasNumber(piece, number)
        ? `${`‹SECRET:${number}`.padEnd(piece.length - 1, '·')}›`
        : '•'.repeat(piece.length);
    })
    .join('');
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
