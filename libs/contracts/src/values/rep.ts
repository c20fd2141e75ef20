import { z } from 'zod';

export const rep = z.object({ id: z.uuid(), name: z.string() });
export type Rep = z.output<typeof rep>;

export const team = z.object({ id: z.uuid(), name: z.string() });
