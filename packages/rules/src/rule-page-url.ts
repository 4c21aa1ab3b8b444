/**
 * Address of a rule's page below the home of the package that ships it; undefined while that names none. A home in a folder of
 * a repository (`https://host/owner/name/tree/main/packages/x#readme`) works like any other: pages lie in `docs/rules`.
 */
export function rulePageUrl(id: string, homepage: string | undefined): string | undefined {
  if (!homepage || !URL.canParse(homepage)) return undefined;
  const url = new URL(homepage);
  url.hash = '';
  url.search = '';
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/docs/rules/${id}.md`;
  return url.href;
}
