/** The parts of the path of a file that a framework fills from the address: `users/[id]/[...rest]`. */
export interface PathSegment {
  readonly name: string;
  /** `[...rest]`: one part of the address or several. */
  readonly rest: boolean;
  /** `[[id]]`: the address may end before it. */
  readonly optional: boolean;
}

const SEGMENT = /^(?<open>\[\[?)(?<rest>\.\.\.)?(?<name>[^[\]=]+)(?:=\w+)?\]{1,2}$/;

/** Of a path without the ending of the file; parts with further text around the brackets are none that we know. */
export function pathSegments(place: string): PathSegment[] {
  return place.split('/').flatMap((part): PathSegment[] => {
    const { open, rest, name } = SEGMENT.exec(part)?.groups ?? {};
    return name === undefined ? [] : [{ name, rest: rest !== undefined, optional: open === '[[' }];
  });
}
