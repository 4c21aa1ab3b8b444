import { z } from 'zod';

/** An object that knows all its keys, and says them when it meets another one. */
export function strictObject<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.map((key) => `"${key}"`).join(', ')} is not known here; allowed: ${allowed}`
        : `expected an object with: ${allowed}`,
  });
}

/** One of these words, with a message that lists them. */
export function oneOf<const Words extends readonly string[]>(
  words: Words,
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  return z.enum(words, {
    error: `use ${words
      .slice(0, -1)
      .map((word) => `"${word}"`)
      .join(', ')} or "${words.at(-1)}"`,
  });
}
