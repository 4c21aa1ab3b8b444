/** Schemas of an API, as documents and as texts in the code, and those of them that cannot be read. */
import { createRequire } from 'node:module';
import type { FileFacts, Range } from '@backend-architect/analysis';
import type * as Language from 'graphql';

/** Of one text: the widest schemas of real backends have some ten thousand. */
const MAX_TOKENS = 500_000;
const DOCUMENT = /\.(?:graphqls?|gql)$/;
/** A text that declares a type: what else stands in such documents says nothing of who may ask for a field. */
const DECLARES = /\btype\s+\w/;
/** The same in code, where other languages have types as well. */
const DECLARES_ROOT = /\btype\s+(?:Query|Mutation|Subscription)\b|\bextend\s+type\b/;
/** Stands where something is put into a definition and may be a directive, which may check anything. */
const PUT_IN = '_put_in';
/** What may stand in a hole, by what stands before it; a directive elsewhere. */
const FITS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[}"])\s*$/, ''],
  [/(?:[:|=&]\s*\[?|\b(?:type|interface|input|enum|union|scalar|implements|on))\s*$/, PUT_IN],
  [/\benum\s+\w+[^{}]*\{\s*$/, PUT_IN],
  [/[{(,]\s*$/, `${PUT_IN}: ${PUT_IN}`],
];
/** Where a definition of the schema begins. */
const BEGINS = /^\s*(?:$|"""|#|(?:extend|type|input|enum|interface|union|scalar|directive|schema)\b)/;

export interface SchemaInput {
  readonly schemas: readonly { readonly file: string; readonly text: string }[];
  readonly files: Iterable<Pick<FileFacts, 'file' | 'graphqlTexts'>>;
}

interface SchemaText {
  readonly file: string;
  readonly at: Range;
  /** What stands between the holes of a template; a text without one has one piece. */
  readonly pieces: readonly string[];
  readonly isDocument: boolean;
}

export interface BrokenSchema extends SchemaText {
  readonly reason: string;
}

export interface Schemas {
  readonly definitions: readonly Language.DefinitionNode[];
  readonly broken: readonly BrokenSchema[];
}

/** Who may ask for what a directive of this name marks is not known: what was put in may be one. */
export function isPutIn(directive: string): boolean {
  return directive === PUT_IN;
}

export function readSchemas({ schemas, files }: SchemaInput): Schemas {
  const texts: SchemaText[] = [
    ...schemas.flatMap(({ file, text }): SchemaText[] =>
      DOCUMENT.test(file) ? [{ file, at: [0, 0], pieces: [text], isDocument: true }] : [],
    ),
    ...[...files].flatMap(({ file, graphqlTexts = [] }) =>
      graphqlTexts.map((one): SchemaText => ({ ...one, file, isDocument: false })),
    ),
  ];
  const definitions: Language.DefinitionNode[] = [];
  const broken: BrokenSchema[] = [];
  for (const text of texts) {
    const found = read(text);
    if (typeof found !== 'string') definitions.push(...found);
    else if ((text.isDocument ? DECLARES : DECLARES_ROOT).test(text.pieces.join(' ')))
      broken.push({ ...text, reason: found });
  }
  return { definitions, broken };
}

/** Documents that declare types and do not parse, with the place; nothing is known of who may ask for their fields. */
export function brokenDocuments(schemas: SchemaInput['schemas']): readonly Pick<BrokenSchema, 'file' | 'reason'>[] {
  return readSchemas({ schemas, files: [] }).broken.map(({ file, reason }) => ({ file, reason }));
}

/** The same for texts in the code: their file was read. */
export function brokenTexts(files: SchemaInput['files']): readonly BrokenSchema[] {
  return readSchemas({ schemas: [], files }).broken;
}

let language: typeof Language | undefined;

/** Its definitions, or why there are none. */
function read({ pieces }: SchemaText): readonly Language.DefinitionNode[] | string {
  // Loaded with the first schema: most projects have none.
  language ??= createRequire(import.meta.url)('graphql') as typeof Language;
  let reason = '';
  for (const text of new Set([withHoles(pieces), pieces.join(' ')])) {
    try {
      return language.parse(text, { noLocation: true, maxTokens: MAX_TOKENS }).definitions;
    } catch (error) {
      reason = reasonOf(error);
    }
  }
  return reason;
}

/** What is put between definitions is one of another text; what is put into one may be a directive. */
function withHoles(pieces: readonly string[]): string {
  return pieces.reduce((before, after) => {
    const [, fits = BEGINS.test(after) ? '' : `@${PUT_IN}`] = FITS.find(([isBefore]) => isBefore.test(before)) ?? [];
    return `${before} ${fits} ${after}`;
  });
}

function reasonOf(error: unknown): string {
  const { message, locations } = error as Partial<Language.GraphQLError>;
  const [place] = locations ?? [];
  return `${place ? `line ${place.line}, column ${place.column}: ` : ''}${message ?? 'no schema'}`;
}
