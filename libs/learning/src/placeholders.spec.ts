import { isPlaceholder } from './placeholders.js';

describe('a placeholder', () => {
  it.each([
    'Select',
    '-- Please select --',
    ' n/a',
    '#N/A',
    'NULL',
    '(not set)',
    '-',
    '--',
    '...',
    '?',
    'Not specified.',
    '<NA>',
    'Select…',
  ])('%j is no answer', (text) => expect(isPlaceholder(text)).toBe(true));

  it.each(['No', 'Other', '0', '-5', 'Selected partner', 'Namibia', 'n', 'Nullarbor', 'Not interested'])(
    '%j is one',
    (text) => expect(isPlaceholder(text)).toBe(false),
  );
});
