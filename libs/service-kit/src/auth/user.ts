import { z } from 'zod';

export const roles = ['operator', 'marketer', 'manager', 'rep'] as const;
export type Role = (typeof roles)[number];

/** Who calls, as the front door has signed it. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The rep that this account works as; null for everybody who gets no leads. */
  readonly repId: string | null;
}

export const TOKEN_ISSUER = 'baton';
export const TOKEN_AUDIENCE = 'baton';

/** The claims of an access token beyond the registered ones. */
export const userClaims = z.object({
  sub: z.string().min(1),
  name: z.string(),
  role: z.enum(roles),
  repId: z.uuid().nullable().default(null),
});
