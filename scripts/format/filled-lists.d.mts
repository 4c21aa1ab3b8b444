/** The text with lists and unions of plain values laid out like text, as many a line as fit. */
export function filledLists(path: string, text: string, width: number): string;
