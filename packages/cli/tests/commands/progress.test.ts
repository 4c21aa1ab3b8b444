import { describe, expect, it } from 'vitest';
import { progressOn } from '../../src/commands/progress.js';

function at(isTty: boolean, times: readonly number[]): string {
  let now = 0;
  let out = '';
  const progress = progressOn({ isTty, write: (text) => void (out += text), now: () => now });
  for (const time of times) {
    now = time;
    progress.at('reading', time, 99);
  }
  progress.end();
  return out;
}

describe('progress', () => {
  it('is silent on short runs', () => {
    expect(at(true, [0, 500, 999])).toBe('');
    expect(at(false, [0, 5_000, 9_999])).toBe('');
  });

  it('rewrites one line on a terminal and clears it', () => {
    expect(at(true, [1_000, 1_050, 1_200])).toBe('\r\u001b[2Kreading 1000/99\r\u001b[2Kreading 1200/99\r\u001b[2K');
  });

  it('writes a line now and then to a log', () => {
    expect(at(false, [10_000, 12_000, 15_000])).toBe(
      'backend-architect: reading 10000/99\nbackend-architect: reading 15000/99\n',
    );
  });
});
