/** What the request of a handler is called beside an answer of this name; null for a name that says nothing of one. */
export function requestBeside(answer: string): string | null {
  return answer === 'res' ? 'req' : answer === 'response' || answer === 'reply' ? 'request' : null;
}
