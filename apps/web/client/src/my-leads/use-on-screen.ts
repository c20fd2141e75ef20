import { type RefCallback, useEffectEvent, useState, useEffect } from 'react';

/** Before the end is reached, so that nobody has to wait there. */
const AHEAD = '600px';

/** Calls back when the element comes near the screen. */
export function useOnScreen<Target extends Element>(onNear: () => void): RefCallback<Target> {
  const [target, setTarget] = useState<Target | null>(null);
  const near = useEffectEvent(onNear);
  useEffect(() => {
    if (!target) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) near();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [target]);
  return setTarget;
}
