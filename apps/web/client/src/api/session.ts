import { ApiProblem, get, post } from './request.js';

export type Role = 'operator' | 'marketer' | 'manager' | 'rep';

/** Who is signed in. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly repId: string | null;
}

export const meKey = ['me'] as const;

/** Null when nobody is signed in. */
export async function fetchMe(): Promise<Me | null> {
  try {
    return await get<Me>('/auth/me');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

export const signIn = (email: string, password: string) => post<Me>('/auth/sign-in', { email, password });
export const signOut = () => post<void>('/auth/sign-out');
