/**
 * Appended to a file with a function `find`: a route that answers with what it finds, so that a request is seen to lead
 * there.
 */
export const SERVED_FIND = `import { Router } from 'express';
export const users = Router();
users.get('/users', (req, res) => find(res.locals.id).then((rows) => res.json(rows)));
`;
