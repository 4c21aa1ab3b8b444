/** The text of a file as it should stand. Throws when it cannot be parsed. */
export function formatted(path: string, text: string): Promise<string>;
/** Root-relative paths of all files that have the layout. */
export function formattedFiles(root?: string): string[];
