import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** For a navigation that scrolls where it has no room: the page that is open is among those that show. */
export function useCurrentInView(): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    ref.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return ref;
}
