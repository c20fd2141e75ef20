import { createContext, useContext } from 'react';
import type { Me } from '../api/session.js';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only inside of what needs somebody to be. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe where nobody is signed in');
  return me;
}
