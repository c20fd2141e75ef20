import { useMe } from '../shell/me.js';

/** Whether the one who looks may change what decides about leads. */
export function useMayWrite(): boolean {
  const { role } = useMe();
  return role === 'marketer' || role === 'operator';
}
