/** A real local server that speaks the Messages API as far as one request needs it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The request a test looks at. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: {
    readonly model: string;
    readonly max_tokens: number;
    readonly system: readonly { readonly text: string }[];
    readonly messages: readonly {
      readonly role: string;
      readonly content: readonly { readonly type: string; readonly text: string }[];
    }[];
    readonly output_config?: {
      readonly format?: { readonly type: string; readonly schema: object };
      readonly effort?: string;
    };
  };
}

export type Respond = (request: SeenRequest, response: ServerResponse) => void;

export interface MessagesServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  respond(next: Respond): void;
  close(): Promise<void>;
}

/** Starts a server; `respond` decides what each request gets. */
export async function messagesServer(first: Respond): Promise<MessagesServer> {
  let respond = first;
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const one: SeenRequest = {
        path: request.url ?? '',
        headers: request.headers,
        text,
        body: JSON.parse(text || '{}') as SeenRequest['body'],
      };
      seen.push(one);
      respond(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    respond: (next) => {
      respond = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const USAGE = {
  input_tokens: 5_000,
  output_tokens: 900,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** A message that ended as it should, holding `text` after a block of thinking. */
export function message(text: string, over: object = {}): object {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-5-5',
    stop_reason: 'end_turn',
    stop_sequence: null,
    content: [
      { type: 'thinking', thinking: 'not the answer', signature: 'x' },
      { type: 'text', text },
    ],
    usage: USAGE,
    ...over,
  };
}

export function sendJson(
  response: ServerResponse,
  body: object,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function sendError(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Record<string, string> = {},
): void {
  sendJson(response, { type: 'error', error: { type, message: text } }, status, headers);
}

/** The question a request asks, read from its first block. */
export function questionIn(request: SeenRequest): {
  readonly question: { readonly id: string; readonly rule: string };
  readonly dismissal_contracts: readonly { readonly requires: readonly object[] }[];
} {
  const first = request.body.messages[0]!.content[0]!.text;
  return JSON.parse(first.slice(first.indexOf('{'), first.lastIndexOf('}') + 1)) as ReturnType<typeof questionIn>;
}

/** The evidence blocks of a request: id and the code without line numbers. */
export function evidenceIn(request: SeenRequest): readonly { readonly id: string; readonly text: string }[] {
  return request.body.messages[0]!.content.slice(1, -1).map(({ text }) => ({
    id: /id="(E\d+)"/.exec(text)![1]!,
    text: text
      .split('\n')
      .filter((line) => /^\d+ \| /.test(line))
      .map((line) => line.replace(/^\d+ \| /, ''))
      .join('\n'),
  }));
}

/** A line of the first evidence block that is long enough to be quoted. */
export function trueQuote(request: SeenRequest): { readonly evidence_id: string; readonly quote: string } {
  const [block] = evidenceIn(request);
  return {
    evidence_id: block!.id,
    quote: block!.text
      .split('\n')
      .find((line) => line.trim().length >= 12)!
      .trim(),
  };
}

/** A complete answer to the question of a request. */
export function answerTo(request: SeenRequest, over: object = {}): Record<string, unknown> {
  return {
    question_id: questionIn(request).question.id,
    decision: 'confirm',
    reason_code: 'real_problem',
    severity_opinion: 'high',
    impact: 'Anybody can delete orders.',
    rationale: 'The handler runs without a guard.',
    citations: [trueQuote(request)],
    counter_citations: [],
    claims: [],
    missing_evidence: [],
    policy_fact: null,
    fix: null,
    ...over,
  };
}
