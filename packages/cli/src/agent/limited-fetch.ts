/** Largest body that is read from a server, in bytes. A reply of 4,096 tokens is far below. */
const MOST_BYTES = 1024 * 1024;

/** `fetch` that gives up on a body larger than a megabyte instead of holding it in memory. */
export async function limitedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (response.body === null) return response;
  let size = 0;
  const counted = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) controller.error(new BodyTooLargeError());
      else controller.enqueue(chunk);
    },
  }));
  return new Response(counted, { status: response.status, statusText: response.statusText, headers: response.headers });
}

/** The server sent more than any answer can hold. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}
