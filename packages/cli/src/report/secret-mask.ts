/**
 * The one room through which texts of the reviewed code leave: whatever is printed, written or sent has passed this
 * mask.
 */
import {
  dotted,
  isDistinct,
  type Range,
  remembered,
  secretsInText,
  textMask,
  type TextMask,
} from '@backend-architect/analysis';

export interface SecretMask {
  /**
   * Text of a file with dots in place of secrets, of the same length, so that every place stays where it is; null when
   * it was not read.
   */
  readonly textOf: (file: string) => string | null;
  /**
   * Masks a text that speaks of these files, or of none in particular: secrets by their look, and those that stand in
   * the code. `labelOf`: what is shown in the place of one.
   */
  readonly text: (text: string, files?: readonly string[], labelOf?: (secret: string) => string) => string;
}

/**
 * `ranges`: where extraction found secrets, by file. Files without (schemas, what does not parse) are searched as text.
 */
export function secretMask(
  ranges: ReadonlyMap<string, readonly Range[]>,
  textOf: (file: string) => string | null,
): SecretMask {
  const rangesIn = (file: string, text: string): readonly Range[] => ranges.get(file) ?? secretsInText(text);
  const valuesIn = (file: string): readonly string[] => {
    const text = textOf(file);
    return text === null ? [] : rangesIn(file, text).map((range) => text.slice(...range));
  };
  const shown = remembered((file: string) => {
    const text = textOf(file);
    return text === null ? null : dotted(text, rangesIn(file, text));
  });
  const ofFile = remembered((file: string) => textMask(valuesIn(file)));
  // A word that is a password in one file is a word in the others.
  let ofProject: TextMask | null = null;
  return {
    textOf: shown,
    text: (text, files = [], labelOf) => {
      ofProject ??= textMask([...ranges.keys()].flatMap(valuesIn).filter(isDistinct));
      return ofProject(
        [...new Set(files)].reduce((result, file) => ofFile(file)(result, labelOf), text),
        labelOf,
      );
    },
  };
}
