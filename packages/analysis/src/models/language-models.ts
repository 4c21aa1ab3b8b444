/** Language models, and the tools that are put at their disposal. */
import {
  type CallModel,
  defineModel,
  type LibraryModel,
  type MemberModel,
  type SourceModel,
} from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const KEY: readonly SinkModel[] = [{ kind: 'secret', arg: 0, property: 'apiKey', propertyOnly: true, issued: true }];
const SENT: MemberModel = { call: { async: 'promise', external: 'network' } };
/** Every path of members ends in a call that is sent. */
const client = (
  library: string,
  names: readonly string[],
  groups: Readonly<Record<string, MemberModel>>,
): LibraryModel => {
  const made: MemberModel = { type: 'Client', new: { returns: 'Client', sinks: KEY } };
  return defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: { default: made, ...Object.fromEntries(names.map((name) => [name, made])) },
    types: { Client: { members: groups } },
  });
};
const GROUP: MemberModel = {
  members: {
    ...Object.fromEntries(
      'create retrieve update list del delete generate edit parse countTokens'.split(' ').map((name) => [name, SENT]),
    ),
    // Its failures are events of what it gives, which is no promise.
    stream: { call: { external: 'network' } },
  },
};
export const openai = client('openai', ['OpenAI', 'AzureOpenAI'], {
  chat: { members: { completions: GROUP } },
  ...Object.fromEntries(
    'completions responses embeddings images files models moderations assistants threads'
      .split(' ')
      .map((name) => [name, GROUP]),
  ),
});
export const anthropic = client('@anthropic-ai/sdk', ['Anthropic'], {
  messages: GROUP,
  completions: GROUP,
  models: GROUP,
});

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
/** A model writes the arguments of a tool, and whoever writes to the model writes those. */
const ASKED: SourceModel = { kind: 'rpc-input', shapes: ['obj'], memberShapes: ANY };
const called = (handler: 'last' | number): CallModel => ({
  entry: { kind: 'rpc', name: { arg: 0 }, handler: { arg: handler } },
  callbacks: [{ arg: handler, params: ['Arguments', null], promise: 'awaited' }],
});
export const modelContext = defineModel({
  library: '@modelcontextprotocol/sdk',
  modules: ['@modelcontextprotocol/sdk', '@modelcontextprotocol/sdk/*'],
  family: 'http',
  exports: {
    McpServer: { type: 'McpServer', new: { returns: 'McpServer' } },
    Server: { type: 'Server', new: { returns: 'Server' } },
  },
  types: {
    McpServer: {
      members: {
        tool: { call: called('last') },
        registerTool: { call: called(2) },
        prompt: { call: called('last') },
        registerPrompt: { call: called(2) },
        connect: { call: { async: 'promise' } },
        close: { call: { async: 'promise' } },
        server: { type: 'Server' },
      },
    },
    Server: {
      members: {
        setRequestHandler: { call: { callbacks: [{ arg: 1, params: ['Request', null], promise: 'awaited' }] } },
        connect: { call: { async: 'promise' } },
        close: { call: { async: 'promise' } },
      },
    },
    Arguments: { source: ASKED },
    Request: { members: { params: { source: ASKED } } },
  },
});
