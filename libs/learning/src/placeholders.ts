/**
 * What forms, spreadsheets and exports write where nothing was answered: the untouched first line of a list, the empty
 * values of databases and spreadsheets, and what people type to get past a field that has to be filled. None of them
 * is an answer of its own anywhere; words that may be one, such as “other” or “no”, are not among them.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...[
    'select',
    'please select',
    'select one',
    'select an option',
    'choose',
    'please choose',
    'choose one',
    'pick one',
  ],
  ...['bitte wählen', 'bitte auswählen', 'keine angabe', 'k.a.', 'sélectionner', 'seleccionar', 'selecione'],
  ...[
    'n/a',
    'na',
    'n.a.',
    '#n/a',
    '#na',
    'nan',
    'null',
    'nil',
    'none',
    'undefined',
    '(null)',
    '<na>',
    '#value!',
    '#ref!',
  ],
  ...[
    'not applicable',
    'not available',
    'not answered',
    'not specified',
    'not provided',
    'not given',
    'not set',
    'no answer',
  ],
  ...[
    'unknown',
    'unspecified',
    'missing',
    'blank',
    'empty',
    '(blank)',
    '(empty)',
    '(not set)',
    '(none)',
    '(unknown)',
  ],
]);

/** Nothing but signs, such as `-`, `--`, `...` or `?`. */
const SIGNS_ONLY = /^[-–—_.?*/\\#~\s]+$/u;
const AROUND = /^[-–—<[({*.\s]+|[-–—>\])}*.…:\s]+$/gu;

/** Whether a cell stands for “not answered”, whatever was written there. */
export function isPlaceholder(text: string): boolean {
  const plain = text.trim().toLowerCase();
  return PLACEHOLDERS.has(plain) || SIGNS_ONLY.test(plain) || PLACEHOLDERS.has(plain.replace(AROUND, ''));
}
