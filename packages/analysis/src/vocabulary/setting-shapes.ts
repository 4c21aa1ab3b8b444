/** Settings that make a call unsafe: one by one, or as the policy of an origin or a cookie. */
import type { HazardKind } from './concepts.js';
import type { ArgRef, OptionTest } from './sink-shapes.js';

/**
 * The call gives a setting of the program by its name. Where nobody who runs the program sets it, it is what the
 * program ships: the first of these that says something.
 */
export interface SettingModel {
  /** Position of its name; the names of a path stand apart by `joint`, `.` by default. */
  readonly arg: number;
  readonly joint?: string;
  /** Documents with what is shipped, below a folder around the code. */
  readonly files?: readonly string[];
  /**
   * A call that is handed an object with what is shipped: the one that made what this is called on, or those of the
   * same library that are named in `to`; `property`: under which each setting says it.
   */
  readonly handed?: { readonly to?: string; readonly arg: number; readonly property?: string };
  /** Position of what the call itself says. */
  readonly otherwise?: number;
}

/**
 * A setting that makes the call unsafe. With none of `is`, `above`, `below`, `matches` and `missing` the call is unsafe
 * however it is set.
 */
export interface HazardModel {
  readonly hazard: HazardKind;
  /**
   * The argument that holds the setting: a value, or an options object when `property` is given. Absent: the call
   * itself.
   */
  readonly arg?: ArgRef;
  /** Path in the options object: `ssl.rejectUnauthorized`. */
  readonly property?: string;
  /** Unsafe when it is one of these constants. */
  readonly is?: string | number | boolean | readonly (string | number | boolean)[];
  /** Unsafe when the constant text matches this regular expression (case does not matter). */
  readonly matches?: string;
  /** Unsafe when it is a number above or below. */
  readonly above?: number;
  readonly below?: number;
  /** Unsafe when it is a size of at least so many bytes: a number, or text such as `500mb`. */
  readonly bytes?: number;
  /** Unsafe when it is this symbol of the library: `mode.ECB` of its own exports. */
  readonly symbol?: string;
  /**
   * Counts only when the result stays in this file and this member of it is never called: the check that makes the call
   * safe.
   */
  readonly unlessCalled?: string;
  /** Unsafe when it is the working directory, the folder of the program or one above, with its code and settings. */
  readonly programFolder?: true;
  /** Many mean it: reported where it is asked for. */
  readonly oftenMeant?: true;
  /** Unsafe only for some uses of the result: whoever asks must look at what becomes of it. */
  readonly byUse?: true;
  /** Unsafe when it is left out where everything around it can be seen. */
  readonly missing?: true;
  /** Says what holds for uses elsewhere that may each set their own: what is missing here may stand there. */
  readonly forUses?: true;
  /** What the library does when it is left out, in seconds: long, but an end. */
  readonly byDefault?: number;
  /** Counts only when, or unless, another option (one of several) says so. What cannot be seen does not count. */
  readonly when?: OptionTest;
  readonly unless?: OptionTest | readonly OptionTest[];
  /** Harmless when nothing but these members is used of the result: `.none()`. */
  readonly unlessOnly?: readonly string[];
}

/**
 * A policy of who may read answers from another origin: an options object with `origin` (text, list, expression or a
 * function that decides) and `credentials`, or `true` for the defaults.
 */
export interface CorsModel {
  /** The options, or the object that holds them under `property`. */
  readonly arg: number;
  readonly property?: string;
  /** Who may read when `origin` is not given: everyone, or whoever asks. */
  readonly default: 'any' | 'reflected';
  /** `origin: true` gives back whoever asks. */
  readonly trueReflects?: true;
  /** `credentials` beside an origin of `*` is left out by the library. */
  readonly dropsCredentials?: true;
  /** A plugin that is handed to another call together with its options: `register(cors, options)`. */
  readonly handed?: true;
}

/** Sets a cookie in the browser: name, value and options are arguments of their own, or properties of one object. */
export interface CookieModel {
  /** Argument of the name, and of the value. Without a name it is the session of the library itself. */
  readonly nameArg?: number;
  readonly valueArg?: number;
  /** Property of the options that holds the name of a session, where one library keeps several kinds of them. */
  readonly nameProperty?: string;
  /** The options, or the object that holds them under `property`. */
  readonly options: { readonly arg: ArgRef; readonly property?: string };
  /** What holds unless the options say otherwise. `connection`: secure when the request came over TLS. */
  readonly defaults?: { readonly httpOnly?: true; readonly secure?: true | 'connection' };
  /** With `secure`, a request that seems to come over plain HTTP gets no cookie, or an error. */
  readonly secureNeedsTls?: true;
  /** `secure: 'auto'` is understood: secure when the request came over TLS. */
  readonly autoSecure?: true;
  /** The whole session lies in the cookie: there is no id that could be planted, and no store. */
  readonly holdsSession?: true;
  /** A plugin that is handed to another call together with its options: `register(session, options)`. */
  readonly handed?: true;
}
