import { defineModel, type CallModel, type EntryKind, type MemberModel } from '../vocabulary/library-model.js';
import { each } from '../vocabulary/each.js';

/** What a client sends to a function it calls by name; who it is has been checked before, if it says. */
const SENT = { kind: 'rpc-input', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } as const;

/** Settings may stand before what runs; the function is called as the file exports it. */
const runs = (kind: EntryKind, params: readonly (string | null)[]): MemberModel => ({
  call: {
    ...(kind !== 'function' && kind !== 'rpc' && { background: true as const }),
    entry: { kind, name: 'export', handler: { arg: 'last' } },
    callbacks: [{ arg: 'last', params, promise: 'awaited' }],
  },
});

const REQUESTED = runs('function', ['express#Request', 'express#Response']);
const CALLED = runs('rpc', ['CallableRequest']);
const HAPPENED = runs('event', ['CloudEvent']);
const TIMED = runs('schedule', [null]);

const SINCE_V2: Record<string, MemberModel> = {
  onRequest: REQUESTED,
  onCall: CALLED,
  onCallGenkit: CALLED,
  onSchedule: TIMED,
  onTaskDispatched: runs('queue', ['CallableRequest']),
  ...each(
    [
      'onDocumentCreated', 'onDocumentUpdated', 'onDocumentDeleted', 'onDocumentWritten',
      'onDocumentCreatedWithAuthContext', 'onDocumentUpdatedWithAuthContext', 'onDocumentDeletedWithAuthContext',
      'onDocumentWrittenWithAuthContext', 'onValueCreated', 'onValueUpdated', 'onValueDeleted', 'onValueWritten',
      'onObjectFinalized', 'onObjectDeleted', 'onObjectArchived', 'onObjectMetadataUpdated', 'onMessagePublished',
      'onCustomEventPublished', 'beforeUserCreated', 'beforeUserSignedIn', 'beforeEmailSent',
    ],
    HAPPENED,
  ),
  CallableRequest: { type: 'CallableRequest' },
};
const V2_SPACES = {
  https: { members: SINCE_V2 },
  scheduler: { members: SINCE_V2 },
  firestore: { members: SINCE_V2 },
  database: { members: SINCE_V2 },
  storage: { members: SINCE_V2 },
  pubsub: { members: SINCE_V2 },
  tasks: { members: SINCE_V2 },
  identity: { members: SINCE_V2 },
  eventarc: { members: SINCE_V2 },
};
const V2_TYPES = {
  CallableRequest: { members: { data: { source: SENT }, auth: {}, app: {}, rawRequest: { type: 'express#Request' } } },
  /** What was written or uploaded, mostly by clients themselves. */
  CloudEvent: {
    members: { data: {}, params: { source: { kind: 'message', shapes: ['obj'], memberShapes: ['str'] } } },
  },
} as const;

/** `functions.region('x').https.onCall((data, context) => ...)`: what is sent comes by itself. */
const V1_SPACES: Record<string, MemberModel> = {
  https: { members: { onRequest: REQUESTED, onCall: runs('rpc', ['Sent', null]) } },
  pubsub: { members: { schedule: { call: { returns: 'Schedule' } }, topic: { call: { returns: 'Topic' } } } },
  firestore: { members: { document: { call: { returns: 'Changes' } } } },
  database: { members: { ref: { call: { returns: 'Changes' } } } },
  storage: { members: { object: { call: { returns: 'Changes' } }, bucket: { call: { returns: 'Changes' } } } },
  auth: { members: { user: { call: { returns: 'Changes' } } } },
  tasks: { members: { taskQueue: { call: { returns: 'Tasks' } } } },
};
const BUILDS: CallModel = { returns: 'Functions' };
const V1_STARTS: Record<string, MemberModel> = { region: { call: BUILDS }, runWith: { call: BUILDS } };
const V1_TYPES = {
  Functions: { members: { ...V1_SPACES, ...V1_STARTS } },
  Sent: { source: SENT },
  Schedule: {
    members: { timeZone: { call: { returns: 'this' } }, retryConfig: { call: { returns: 'this' } }, onRun: TIMED },
  },
  Topic: { members: { onPublish: runs('event', [null]) } },
  Changes: {
    members: {
      object: { call: { returns: 'this' } },
      ...each(
        [
          'onCreate', 'onUpdate', 'onDelete', 'onWrite', 'onFinalize', 'onArchive', 'onMetadataUpdate', 'beforeCreate',
          'beforeSignIn',
        ],
        runs('event', [null]),
      ),
    },
  },
  Tasks: { members: { onDispatch: runs('queue', ['Sent']) } },
} as const;

/** Until version 6 the package itself is its first interface, since then its second. */
export const firebaseFunctions = defineModel({
  library: 'firebase-functions',
  versions: '>=6',
  modules: ['firebase-functions'],
  family: 'http',
  exports: V2_SPACES,
  types: V2_TYPES,
});
export const firebaseFunctionsBefore6 = defineModel({
  library: 'firebase-functions',
  versions: '<6',
  modules: ['firebase-functions'],
  family: 'http',
  exports: { ...V1_SPACES, ...V1_STARTS },
  types: V1_TYPES,
});
export const firebaseFunctionsV1 = defineModel({
  library: 'firebase-functions/v1',
  modules: ['firebase-functions/v1', 'firebase-functions/v1/*'],
  family: 'http',
  exports: { ...V1_SPACES, ...V1_STARTS },
  types: V1_TYPES,
});
export const firebaseFunctionsV2 = defineModel({
  library: 'firebase-functions/v2',
  modules: [
    'firebase-functions/v2', 'firebase-functions/v2/*', 'firebase-functions/https', 'firebase-functions/scheduler',
    'firebase-functions/firestore', 'firebase-functions/database', 'firebase-functions/storage',
    'firebase-functions/pubsub', 'firebase-functions/tasks', 'firebase-functions/identity',
  ],
  family: 'http',
  exports: { ...SINCE_V2, ...V2_SPACES },
  types: V2_TYPES,
});
