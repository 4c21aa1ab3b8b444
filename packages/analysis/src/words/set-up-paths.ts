/** The last part of a path under which a program is set up before anybody has an account. */
const SET_UP =
  /^(?:set-?_?up|install(?:ation)?|init(?:iali[sz](?:e|ation))?|bootstrap|first-?_?(?:run|user|admin)|onboarding)$/i;

/** `/api/setup`, `/install/:step`, `/users/first-admin`. */
export function isSetUpPath(path: string): boolean {
  const named = path.split('/').findLast((segment) => segment !== '' && !/^[:*{[]/.test(segment));
  return named !== undefined && SET_UP.test(named);
}
