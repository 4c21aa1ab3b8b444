/** Names for the secrets of one dossier: the same text is called the same in every block, fact and contract of it. */
export interface SecretLabels {
  /** From 1, in the order they are met. */
  readonly numberOf: (secret: string) => number;
  /** What stands in the place of a secret beside the code; what is a label already stays as it is. */
  readonly labelOf: (secret: string) => string;
}

export function secretLabels(): SecretLabels {
  const numbers = new Map<string, number>();
  const numberOf = (secret: string): number => {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    return number;
  };
  // One that is shorter than its label has no number in the code either, where columns must stay.
  return {
    numberOf,
    labelOf: (secret) =>
      /^[‹•]/.test(secret) ? secret : hasNumber(secret, numberOf(secret)) ? `‹SECRET:${numberOf(secret)}›` : '‹SECRET›',
  };
}

/** Is there room for the number in the place of this text? */
export function hasNumber(text: string, number: number): boolean {
  return text.length > `‹SECRET:${number}`.length;
}
