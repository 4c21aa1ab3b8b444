import { manifestText } from './manifest-text.js';

export interface ProjectTitle {
  readonly title: string;
  readonly version: string;
}

/** What the package.json of the root calls the project; where it does not say, what can be told all the same. */
export function projectTitle(root: string, manifests: ReadonlyMap<string, string>): ProjectTitle {
  const { name, version } = manifestOf(manifestText(root, '', manifests));
  return {
    title: typeof name === 'string' && name !== '' ? name : 'API',
    version: typeof version === 'string' && version !== '' ? version : '0.0.0',
  };
}

function manifestOf(text: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
