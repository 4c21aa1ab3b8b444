/** What a middleware is made with, in the places of the parameters of its maker. */
import type { Admitted } from '../../vocabulary/admitted.js';
import type { Given, MadeScreens, PartName, Screen } from '../../vocabulary/screens.js';
import { filledSchema } from './handed.js';

type GivenAt = (index: number) => Given | null;

/** The screens of a middleware that this call of its maker gives. */
export function filledScreens({ of, open }: MadeScreens, fn: number, given: GivenAt): readonly Screen[] {
  const perhaps = open.flatMap((index): readonly Screen[] => {
    const one = given(index);
    return one?.shown ? [{ is: 'given', admits: one.admits }] : [];
  });
  return [...of.flatMap((screen) => filled(screen, fn, given)), ...perhaps];
}

function filled(screen: Screen, fn: number, given: GivenAt): readonly Screen[] {
  const schema = (admitted: Admitted): Admitted | null =>
    filledSchema(admitted, fn, (index) => given(index)?.admits ?? null);
  switch (screen.is) {
    case 'part': {
      const admits = schema(screen.admits);
      const part = filledPart(screen.part, fn, given);
      return admits && part !== null ? [{ ...screen, part, admits }] : [];
    }
    case 'given': {
      const admits = schema(screen.admits);
      return admits ? [{ is: 'given', admits }] : [];
    }
    case 'elsewhere': {
      const handed = screen.given?.map((one) => {
        const admits = schema(one.admits);
        return admits ? { ...one, admits } : one;
      });
      return [{ ...screen, ...(handed && { given: handed }) }];
    }
    case 'asks':
      return [screen];
    default:
      return screen satisfies never;
  }
}

function filledPart(part: PartName, fn: number, given: GivenAt): PartName | null {
  if (typeof part === 'string' || part.fn !== fn) return part;
  const one = given(part.index);
  return one ? (one.text ?? null) : (part.otherwise ?? null);
}
