/** Random texts of the words and signs of sentences. */
import fc from 'fast-check';
import { corpus } from './corpus.js';

const pieces = fc.constantFrom(
  ...corpus.flatMap(({ words }) => words),
  ...[
    '"',
    "'",
    '/',
    ',',
    '#',
    '\ud800',
    '\udc00',
    '🙂',
    ' ',
    '\n',
    'cann',
    'Anna Lind',
    'x:',
    '""',
  ],
);
/** Words and signs in no order. */
export const soup = fc
  .array(fc.tuple(pieces, fc.constantFrom('', ' ')), { maxLength: 30 })
  .map((parts) => parts.flat().join(''));
