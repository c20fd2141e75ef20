import { useEffect, useEffectEvent, useRef, useState } from 'react';

export type Liveness = 'connecting' | 'live' | 'away';

interface Listening<Data> {
  /** Where it is told; null for not yet. */
  readonly url: string | null;
  readonly type: string;
  readonly onEvent: (data: Data) => void;
  /** The connection is there again after a pause: something may have been missed. */
  readonly onReturn?: () => void;
  /** Keep listening while nobody looks. A browser has few connections to one address, so only where it is needed. */
  readonly whileHidden?: boolean;
}

/** A stream that was refused, not broken, is not tried again by the browser itself. */
const TRY_AGAIN_MS = 5_000;

/** Listens to server-sent events for as long as the component is there. */
export function useEventStream<Data>({
  url,
  type,
  onEvent,
  onReturn,
  whileHidden = false,
}: Listening<Data>): Liveness {
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const [attempt, setAttempt] = useState(0);
  const [hidden, setHidden] = useState(document.hidden);
  const tell = useEffectEvent((data: Data) => onEvent(data));
  const tellReturn = useEffectEvent(() => onReturn?.());
  const missedSome = useRef(false);
  const listens = url !== null && (whileHidden || !hidden);

  useEffect(() => {
    const looked = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', looked);
    return () => document.removeEventListener('visibilitychange', looked);
  }, []);

  useEffect(() => {
    if (!listens) return;
    const stream = new EventSource(url);
    let timer: ReturnType<typeof setTimeout> | undefined;
    stream.onopen = () => {
      setLiveness('live');
      if (missedSome.current) tellReturn();
      missedSome.current = false;
    };
    stream.onerror = () => {
      setLiveness('away');
      missedSome.current = true;
      if (stream.readyState === EventSource.CLOSED) {
        timer = setTimeout(() => setAttempt((before) => before + 1), TRY_AGAIN_MS);
      }
    };
    stream.addEventListener(type, (event: MessageEvent<string>) => tell(JSON.parse(event.data) as Data));
    return () => {
      clearTimeout(timer);
      stream.close();
      missedSome.current = true;
    };
  }, [url, type, listens, attempt]);

  return liveness;
}
