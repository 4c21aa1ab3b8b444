/** Largest body that is read from a server, in bytes. A reply of 4,096 tokens is far below. */
const MOST_BYTES = 1024 * 1024;

/**
 * `fetch` that gives up on a body larger than a megabyte instead of holding it in memory, and reads it to its end
 * before it returns: a caller's time limit ends with the headers, and a signal may be forgotten once they have come. An
 * aborted body is an `AbortError`.
 */
export async function limitedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const signal = init?.signal ?? new AbortController().signal;
  const response = await fetch(input, init);
  if (response.body === null) return response;
  const body = await wholeBody(response.body.getReader(), signal);
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
}

async function wholeBody(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // Cancelling ends the read that is waiting and closes the connection, so that nothing keeps the process alive.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      if (signal.aborted) throw new DOMException('the body was still coming', 'AbortError');
      const { done, value } = await reader.read();
      if (signal.aborted) continue;
      if (done) return new Blob(chunks);
      size += value.byteLength;
      if (size > MOST_BYTES) throw new BodyTooLargeError();
      chunks.push(new Uint8Array(value));
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The server sent more than any answer can hold. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}
