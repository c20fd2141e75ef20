import { useEffect, useRef, useState } from 'react';
import { BEGINNING, type Progress, sendFile } from './send-file.js';

export type ImportState = 'idle' | 'running' | 'stopped' | 'ended' | 'failed';

/** One import of one file: to be started, stopped, and gone on with. */
export function useImport(file: File) {
  const [state, setState] = useState<ImportState>('idle');
  const [progress, setProgress] = useState<Progress>(BEGINNING);
  const [error, setError] = useState<unknown>(null);
  const stopping = useRef<AbortController | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);

  const start = async (findSource: () => Promise<string>) => {
    const controller = new AbortController();
    stopping.current = controller;
    setState('running');
    setError(null);
    try {
      await sendFile(file, await findSource(), progress, { signal: controller.signal, tell: setProgress });
      setState('ended');
    } catch (thrown) {
      setState(controller.signal.aborted ? 'stopped' : 'failed');
      if (!controller.signal.aborted) setError(thrown);
    }
  };
  return { state, progress, error, start, stop: () => stopping.current?.abort() };
}
