import { schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import type { Sitting } from './sitting.ts';

/**
 * What happens to somebody who rates, between two key presses; while it lasts they go on rating as far as the pairs
 * reach that their browser holds. Each leaves the house as it was.
 */
export const faults: Record<string, (sitting: Sitting) => Promise<void>> = {
  async 'network-cut'(sitting) {
    await sitting.context().setOffline(true);
    await sitting.rate(3);
    await sitting.context().setOffline(false);
  },

  async 'tab-closed'(sitting) {
    await sitting.rate(1);
    await sitting.page().close();
    await sitting.openPage();
  },

  async 'browser-killed'(sitting) {
    await sitting.rate(1);
    await sitting.restartBrowser();
  },

  /** Both tabs hold the same pairs, and each hears what the other rates. */
  async 'two-tabs'(sitting) {
    const first = sitting.page();
    await sitting.openPage();
    await sitting.rate(2);
    await sitting.turnTo(first);
    await sitting.rate(2);
  },

  async 'login-expired'(sitting) {
    const { house, seat } = sitting;
    // Whatever is asked of the server now opens the dialog that asks to sign in, and no key gets past that: the ratings
    // are given while there is no network, and meet a session that is gone.
    await sitting.context().setOffline(true);
    await sitting.rate(2);
    await house.db.delete(schema.sessions).where(eq(schema.sessions.userId, seat.person));
    await sitting.context().setOffline(false);
    await sitting.page().locator('[data-outbox=sign-in]').waitFor();
    await sitting.context().addCookies([await seat.cookie()]);
    await sitting.page().reload();
  },

  /** Every pair that they hold runs out and goes to somebody else, who rates it first. */
  async 'lease-expired'(sitting) {
    const { house, seat } = sitting;
    await house.db.execute(sql`
      update leases set expires_at = now() - interval '1 s'
      where state = 'active' and annotator_id in (select id from annotators where user_id = ${seat.person})`);
    await sitting.rateAsOther();
    await sitting.rate(2);
  },

  /** Killed while a rating is under way, and away for two more. */
  async 'server-restarted'(sitting) {
    const { house } = sitting;
    await Promise.all([sitting.rate(1), house.killServer()]);
    await sitting.rate(2);
    await house.startServer();
  },
};
