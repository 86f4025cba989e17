import type { Guideline } from '@prefloop/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeliveryAnswer } from '../outbox/judge-answer.ts';
import { ReadingDuty } from './reading-duty.ts';

const text = (version: number): Guideline => ({
  version,
  body: `Version ${version}`,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: null,
});

const opened: ReadingDuty[] = [];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const duty of opened.splice(0)) duty.close();
  vi.useRealTimers();
});

/** A duty over a server that answers as told, and a device that has kept `kept`. */
function open(kept = 0) {
  const device = { kept, reachable: true };
  const server = { answer: { kind: 'stored' } as DeliveryAnswer, sent: [] as number[] };
  const onAuthRequired = vi.fn();
  const duty = new ReadingDuty({
    fetch: async (version) => {
      if (!device.reachable) throw new TypeError('fetch failed');
      return text(version);
    },
    send: async (version) => {
      server.sent.push(version);
      return server.answer;
    },
    mark: {
      read: () => device.kept,
      write: (version) => {
        device.kept = version;
      },
      forget: (version) => {
        if (device.kept <= version) device.kept = 0;
      },
    },
    channel: `test-${opened.length}`,
    onAuthRequired,
  });
  opened.push(duty);
  return { duty, device, server, onAuthRequired };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

it('asks nothing where there are no guidelines, or they were read', async () => {
  const { duty } = open();
  await duty.hear({ newest: null, acknowledged: null });
  expect([duty.getDue(), duty.acknowledged]).toEqual([null, 0]);
  await duty.hear({ newest: 3, acknowledged: 3 });
  expect([duty.getDue(), duty.acknowledged]).toEqual([null, 3]);
});

it('shows the whole text at first, and after a change the version that was read before', async () => {
  const { duty, server } = open();
  await duty.hear({ newest: 1, acknowledged: null });
  expect(duty.getDue()).toEqual({ newest: text(1), before: null, inHand: null });
  duty.acknowledge(1);
  expect([duty.getDue(), duty.acknowledged]).toEqual([null, 1]);
  await settle();
  expect(server.sent).toEqual([1]);
  await duty.hear({ newest: 4 });
  expect(duty.getDue()).toMatchObject({ newest: { version: 4 }, before: { version: 1 } });
});

it('lets the pair that somebody is in the middle of be finished, and only that', async () => {
  const { duty } = open();
  await duty.hear({ newest: 1, acknowledged: 1 });
  duty.show('first');
  await vi.advanceTimersByTimeAsync(5_000);
  await duty.hear({ newest: 2 });
  expect(duty.getDue()?.inHand).toBe('first');
  duty.show('second');
  await vi.advanceTimersByTimeAsync(60_000);
  // A further change while they are being read makes no difference.
  await duty.hear({ newest: 3 });
  expect(duty.getDue()).toMatchObject({ newest: { version: 3 }, inHand: 'first' });
  duty.acknowledge(3);
  // The pair that lay under the guidelines has only just begun.
  await duty.hear({ newest: 4 });
  expect(duty.getDue()?.inHand).toBeNull();
});

it('is due only once the text is here', async () => {
  const { duty, device } = open();
  device.reachable = false;
  await expect(duty.hear({ newest: 1, acknowledged: null })).rejects.toThrow('fetch failed');
  expect(duty.getDue()).toBeNull();
  device.reachable = true;
  await duty.hear({ newest: 1, acknowledged: null });
  expect(duty.getDue()?.newest.version).toBe(1);
});

it('keeps on the device what could not be delivered, and sends it until it is', async () => {
  const { duty, device, server } = open();
  await duty.hear({ newest: 2, acknowledged: null });
  server.answer = { kind: 'unreachable' };
  duty.acknowledge(2);
  await settle();
  expect([duty.getDue(), duty.acknowledged, device.kept]).toEqual([null, 2, 2]);
  server.answer = { kind: 'stored' };
  await vi.advanceTimersByTimeAsync(1_000);
  expect([server.sent, device.kept]).toEqual([[2, 2], 0]);
});

it('delivers after a reload what the device had kept, and asks nothing meanwhile', async () => {
  const { duty, server } = open(2);
  await duty.hear({ newest: 2, acknowledged: null });
  await settle();
  expect([duty.getDue(), server.sent, duty.acknowledged]).toEqual([null, [2], 2]);
});

it('waits for its owner when the session is over', async () => {
  const { duty, device, server, onAuthRequired } = open();
  await duty.hear({ newest: 1, acknowledged: null });
  server.answer = { kind: 'refused', status: 401, code: 'AUTH_REQUIRED', detail: '' };
  duty.acknowledge(1);
  await settle();
  expect(onAuthRequired).toHaveBeenCalledOnce();
  expect(device.kept).toBe(1);
  server.answer = { kind: 'stored' };
  await duty.hear({ newest: 1, acknowledged: null });
  await settle();
  expect(device.kept).toBe(0);
});

it('forgets what the server refuses for good, and asks again', async () => {
  const { duty, device, server } = open(9);
  server.answer = { kind: 'refused', status: 422, code: 'GUIDELINE_UNKNOWN', detail: '' };
  await duty.hear({ newest: 2, acknowledged: 1 });
  await settle();
  expect([device.kept, duty.acknowledged]).toEqual([0, 1]);
  await duty.hear({ newest: 2, acknowledged: 1 });
  expect(duty.getDue()).toMatchObject({ newest: { version: 2 }, before: { version: 1 } });
});

it('does not fall for an answer that was overtaken', async () => {
  const { duty } = open();
  await duty.hear({ newest: 2, acknowledged: 1 });
  await duty.hear({ newest: 1, acknowledged: 1 });
  expect(duty.getDue()?.newest.version).toBe(2);
  duty.acknowledge(2);
  await settle();
  await duty.hear({ newest: 2, acknowledged: 1 });
  expect(duty.getDue()).toBeNull();
});
