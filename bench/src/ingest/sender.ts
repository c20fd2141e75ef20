import { fire, type Volley } from './fire.js';

/** A process that fires what it is told to, and tells what came of it. */
process.on('message', (volley: Volley) => {
  void fire(volley).then(
    (fired) => process.send?.(fired),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
