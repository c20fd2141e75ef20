import { exitCodes } from '../cli-error.js';
import { NamedColumns } from './named-columns.js';

const columns = new NamedColumns(['Lead Origin', 'Size, in heads', 'Won', 'Total_Visits'], 'leads.csv');

describe('columns of a file', () => {
  it.each([
    ['Won', 'Won'],
    [' won ', 'Won'],
    ['lead-origin', 'Lead Origin'],
    ['total visits', 'Total_Visits'],
  ])('are found as people type them: %j', (typed, name) => expect(columns.find(typed)).toBe(name));

  it.each([
    ['Wno', 'leads.csv has no column “Wno”. Did you mean “Won”?'],
    ['Lead Orign', 'leads.csv has no column “Lead Orign”. Did you mean “Lead Origin”?'],
    ['Visits', 'leads.csv has no column “Visits”. Did you mean “Total_Visits”?'],
    [
      'Revenue',
      'leads.csv has no column “Revenue”. It has “Lead Origin”, “Size, in heads”, “Won”, “Total_Visits”.',
    ],
  ])('tell the nearest one where there is no %j', (typed, message) => {
    expect(() => columns.find(typed)).toThrow(
      expect.objectContaining({ message, exitCode: exitCodes.usage }) as Error,
    );
  });

  it('are listed with commas, which a name may have, too', () => {
    expect(columns.findAll(['won,size, in heads', 'Lead Origin'])).toEqual([
      'Won',
      'Size, in heads',
      'Lead Origin',
    ]);
    expect(() => columns.findAll(['Won,Sise'])).toThrow('no column “Sise”');
  });
});
