/** Names of every kind that may be hard to write. */
import fc from 'fast-check';

const unit = fc.constantFrom(
  ...[
    'a',
    'B',
    '1',
    ' ',
    '"',
    "'",
    ':',
    ': ',
    '/',
    ' #',
    '#',
    ',',
    ', ',
    '[',
    '}',
    '{',
    '- ',
    '? ',
  ],
  ...[
    '\\',
    '%',
    '@',
    '&',
    '*',
    '!',
    '|',
    '>',
    '`',
    '~',
    '.',
    '+',
    '_',
    '-',
    '<<',
    '---',
    '$',
    '$&',
  ],
  ...['😀', 'é', 'e\u0301', '日本', 'ß', 'ع', '\u00a0', '\u200d', "Beginner's", 'user ', 'group '],
  ...['everyone', 'anyone with the link', 'can', ' and ', 'new', 'app:', 'script:', 'data-file:x'],
);
const whole = fc.constantFrom(
  ...['everyone', 'Everyone', 'group x', 'user x', 'user', 'group', 'can', 'admins', 'a', 'anyone'],
  ...['anyone with the link', 'not', 'remove', 'owner', 'members of', 'null', '007', '1e3', '~'],
  ...[
    'app:x',
    'script:x',
    'Nightly',
    'new name',
    'x because owner',
    'to',
    'because',
    'Data in use',
  ],
);
/** Any name, those included that are refused. */
export const anyName = fc.oneof(
  fc.array(unit, { minLength: 1, maxLength: 6 }).map((u) => u.join('')),
  whole,
);

/** Names without spaces around them. */
export const names = anyName.filter((name) => name !== '' && name === name.trim());
