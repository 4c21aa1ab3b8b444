/** `compact` leaves out the lines around the code and the middle of the path. */
export type CardForm = 'full' | 'compact';

/** Columns of the labels in the margin. */
export const LABEL = 10;
