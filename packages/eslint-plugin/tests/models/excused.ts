/** Words of models that no program of these tests can show, and why. */
export interface Excuse {
  /** Of the label of the word. */
  readonly what: RegExp;
  readonly because: string;
}

export const EXCUSED: Readonly<Record<'sink' | 'hazard' | 'resource' | 'source' | 'clearing', readonly Excuse[]>> = {
  sink: [],
  hazard: [],
  resource: [{ what: /^stream: node:stream#(?:Readable|Writable)$/, because: 'a stream closes itself at its end' }],
  source: [
    {
      what: /^body: @feathersjs\/feathers#Data\(\)$/,
      because: 'what methods of a service are given is known of the project, not of its file',
    },
  ],
  clearing: [],
};
