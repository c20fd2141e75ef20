import { z } from 'zod';

/** `respond`: a first attempt to reach the person. `decide`: accept or reject. */
export const clockKind = z.enum(['respond', 'decide']);
export type ClockKind = z.output<typeof clockKind>;
