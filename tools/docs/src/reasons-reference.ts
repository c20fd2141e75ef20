import { rejectionReasons } from '@baton/contracts';
import { BY_PROGRAM, type GeneratedFile } from './generated-file.js';

const lessons: Record<(typeof rejectionReasons)[keyof typeof rejectionReasons]['teaches'], string> = {
  fit: 'whom we call a good fit',
  engagement: 'how much an act is worth',
  'source-quality': 'the quality of the source, not the fit',
  identity: 'who is the same person; never lowers a score',
  routing: 'who gets what; never lowers a score',
  contactability: 'how people can be reached',
  'marketing-sla': 'what marketing has promised',
  taxonomy: 'this list, once somebody has read the words',
};

/** The page about why sales says no. */
export function reasonsReference(): GeneratedFile {
  const rows = Object.entries(rejectionReasons).map(
    ([code, { says, teaches }]) => `| \`${code}\` | ${says} | ${lessons[teaches]} |`,
  );
  const content = [
    BY_PROGRAM,
    '# Why sales says no',
    '',
    'A rejection needs at least one of these, the main one first. `OTHER` needs at least twenty characters of words. ' +
      'What a reason teaches decides what learns from it.',
    '',
    '| code | says | teaches |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
  return { path: 'docs/reference/rejection-reasons.md', content: `${content}\n` };
}
