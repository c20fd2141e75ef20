import { exitCodes } from '../cli-error.js';
import { pickRep } from './token.command.js';

const rep = (name: string) => ({ id: `id-${name}`, name, email: `${name.split(' ')[0]!.toLowerCase()}@baton.example` });
const reps = [rep('Maya Okafor'), rep('Maya Lin'), rep('Jonas Weber')];

describe('which rep is meant', () => {
  it.each(['jonas', 'WEBER', 'jonas@baton.example', 'id-Jonas Weber', 'Jonas Weber'])('%s is Jonas', (words) => {
    expect(pickRep(words, reps).name).toBe('Jonas Weber');
  });

  it('names those that fit when there are several', () => {
    expect(() => pickRep('maya', reps)).toThrow(
      expect.objectContaining({ message: expect.stringContaining('Maya Okafor (maya@baton.example), Maya Lin') as string, exitCode: exitCodes.usage }),
    );
  });

  it('names all when none fits', () => {
    expect(() => pickRep('nobody', reps)).toThrow(expect.objectContaining({ exitCode: exitCodes.notFound }));
    expect(() => pickRep('nobody', [])).toThrow('There are no reps yet.');
  });
});
