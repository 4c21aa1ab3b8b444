const BY_CONVENTION = new RegExp(
  String.raw`^(?:default|handlers?|handle|main|run|start|up|down|seed|config|middleware|register|bootstrap|setup|teardown|` +
    String.raw`loader|action|load|init|[A-Z]+|get(?:Server|Static)[A-Z].*|generate(?:Metadata|StaticParams|Viewport|Sitemaps?|` +
    String.raw`ImageMetadata)|on[A-Z].*)$`,
);

/** Frameworks, platforms and runners of migrations find exports by such names, where no code asks for them. */
export function isFoundByName(name: string): boolean {
  return BY_CONVENTION.test(name);
}
