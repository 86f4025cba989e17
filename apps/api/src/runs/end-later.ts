import { cancelPatienceSeconds, type Db, forceCancel } from '@prefloop/db';
import type { FastifyBaseLogger } from 'fastify';

/** Ends a run some time after its cancel was asked for: should its worker be dead, nobody else would in time. */
export function createEndLater(db: Db, log: FastifyBaseLogger): (runId: string) => void {
  return (runId) => {
    const timer = setTimeout(
      () => {
        forceCancel(db, runId).catch((error: unknown) => log.error({ err: error, runId }, 'no cancel'));
      },
      cancelPatienceSeconds * 1000 + 250,
    );
    timer.unref();
  };
}
