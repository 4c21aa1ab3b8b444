/**
 * What only a form of another site could fill in: a browser sends no cookie along with one, unless the project asks it
 * to.
 */
export const FORM_SOURCES: ReadonlySet<string | undefined> = new Set(['body', 'form', 'file-upload']);
