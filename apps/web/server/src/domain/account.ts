import type { Role } from '@baton/service-kit';

/** Somebody who signs in with a password. */
export interface Account {
  readonly id: string;
  /** As `normaliseEmail` leaves it. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The rep that this account works as; null for everybody who gets no leads. */
  readonly repId: string | null;
}

/** One account for one address, however it is typed. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}
