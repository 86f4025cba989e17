import { firstRatingForm, type RatingForm, type RatingSubmission, type ShownTask } from '@prefloop/contract';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Draft, isBlank } from '../draft.ts';
import { type Answer, type Remarks, remarksOf } from '../remarks.ts';

/** A rating on its way to the server. `seq` is the order in which the person gave them. */
export type OutboxRecord = {
  seq: number;
  /** UUIDv7, made once; the server knows a repeat by it. */
  id: string;
  project: string;
  body: RatingSubmission;
  form: RatingForm;
  at: number;
  /** Why the server will never take it as it is; null while it waits. */
  problem: string | null;
  /** The problem by its code, to be told in another language; what an earlier version of the app wrote has none. */
  code?: string;
  /** How often a new id had to be made. */
  mints: number;
};

/** One of the last pairs that were rated on this device, with all that is needed to show it again. */
export type TrailEntry = Answer & {
  seq: number;
  project: string;
  token: string;
  task: ShownTask;
  form: RatingForm;
};

export type NewRating = {
  id: string;
  project: string;
  body: RatingSubmission;
  at: number;
  task: TrailEntry['task'];
  form: RatingForm;
};

/** As it lies on the disk: `seq` is given by the store, and what older versions of the app wrote lacks what came later. */
type Stored<Entry extends { seq: number; form: RatingForm }> = Omit<Entry, 'seq' | 'form'> &
  Partial<Pick<Entry, 'seq' | 'form'>>;

/** A task as it was kept: before there were others, every one was a pair. */
type KeptTask = ShownTask | Omit<Extract<ShownTask, { kind: 'pair' }>, 'kind'>;
const wholeTask = (task: KeptTask): ShownTask => ('kind' in task ? task : { kind: 'pair', ...task });

const firstForm: RatingForm = { version: 1, spec: firstRatingForm };

function wholeForm(form: RatingForm | undefined): RatingForm {
  if (form === undefined) return firstForm;
  const { criteria = [], editing = false, critiquing = false } = form.spec;
  const { single = firstRatingForm.single, ranking = firstRatingForm.ranking } = form.spec;
  // Kept before there were such things.
  return { ...form, spec: { ...form.spec, criteria, editing, critiquing, single, ranking } };
}

interface Schema extends DBSchema {
  outbox: { key: number; value: Stored<OutboxRecord> };
  trail: {
    key: number;
    value: Stored<Omit<TrailEntry, keyof Remarks | 'task'>> & Partial<Remarks> & { task: KeptTask };
    indexes: { token: string; project: string };
  };
  drafts: {
    key: string;
    value: Partial<Remarks> & { token: string; at: number; before?: readonly Partial<Remarks>[] };
  };
}

export const trailLength = 20;
const draftsKeptMs = 7 * 86_400_000;

/** What one user keeps on this device until the server has it. Rejects where the browser has no IndexedDB. */
export class OutboxStore {
  readonly #name: string;
  #db: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(userId: string) {
    this.#name = `prefloop-ratings-${userId}`;
  }

  async open(): Promise<void> {
    const db = await this.#open();
    const oldDrafts = (await db.getAll('drafts')).filter((draft) => draft.at < Date.now() - draftsKeptMs);
    for (const draft of oldDrafts) await db.delete('drafts', draft.token);
  }

  /** Resolves once the rating is on disk, together with the pair it belongs to. */
  async add(rating: NewRating): Promise<void> {
    const db = await this.#open();
    const { task, ...record } = rating;
    const tx = db.transaction(['outbox', 'trail', 'drafts'], 'readwrite', { durability: 'strict' });
    const { token, verdict } = record.body;
    const trail = tx.objectStore('trail');
    const [known, ofProject] = await Promise.all([
      trail.index('token').getKey(token),
      trail.index('project').getAllKeys(record.project),
      tx.objectStore('outbox').add({ ...record, problem: null, mints: 0 }),
      tx.objectStore('drafts').delete(token),
    ]);
    const { project, form } = record;
    const entry = { project, token, task, form, verdict, ...remarksOf(record.body) };
    await trail.put(known === undefined ? entry : { ...entry, seq: known });
    const surplus = known === undefined ? ofProject.length + 1 - trailLength : 0;
    for (const key of ofProject.slice(0, Math.max(0, surplus))) await trail.delete(key);
    await tx.done;
  }

  /** All that is not delivered, in the order it was given. */
  async records(): Promise<OutboxRecord[]> {
    const db = await this.#open();
    return (await db.getAll('outbox')).flatMap((record) => {
      const { seq, form } = record;
      return seq === undefined ? [] : [{ ...record, seq, form: wholeForm(form) }];
    });
  }

  async delivered(seq: number): Promise<void> {
    const db = await this.#open();
    await db.delete('outbox', seq);
  }

  /** Changes a record unless it was delivered in the meantime. */
  async change(
    seq: number,
    change: Partial<Pick<OutboxRecord, 'id' | 'problem' | 'code' | 'mints'>>,
  ): Promise<void> {
    const db = await this.#open();
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    const record = await tx.store.get(seq);
    if (record !== undefined) await tx.store.put({ ...record, ...change });
    await tx.done;
  }

  async trail(project: string): Promise<TrailEntry[]> {
    const db = await this.#open();
    const entries = await db.getAllFromIndex('trail', 'project', project);
    return entries
      .flatMap((entry) => {
        const { seq, form } = entry;
        const whole = { task: wholeTask(entry.task), form: wholeForm(form), ...remarksOf(entry) };
        return seq === undefined ? [] : [{ ...entry, ...whole, seq }];
      })
      .toSorted((a, b) => a.seq - b.seq);
  }

  async draft(token: string): Promise<Draft> {
    const db = await this.#open();
    const kept = await db.get('drafts', token);
    return { remarks: remarksOf(kept ?? {}), before: (kept?.before ?? []).map(remarksOf) };
  }

  async keepDraft(token: string, draft: Draft): Promise<void> {
    const db = await this.#open();
    const tx = db.transaction('drafts', 'readwrite');
    const { remarks, before } = draft;
    const written = isBlank(draft)
      ? tx.store.delete(token)
      : tx.store.put({ token, ...remarks, before, at: Date.now() });
    // Not left to the browser, which would commit after the answer: the page may be gone by then.
    tx.commit();
    await Promise.all([written, tx.done]);
  }

  close(): void {
    this.#db?.then(
      (db) => db.close(),
      () => undefined,
    );
    this.#db = null;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#db ??= openDB<Schema>(this.#name, 1, {
      upgrade(db) {
        db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
        const trail = db.createObjectStore('trail', { keyPath: 'seq', autoIncrement: true });
        trail.createIndex('token', 'token');
        trail.createIndex('project', 'project');
        db.createObjectStore('drafts', { keyPath: 'token' });
      },
      // A newer version of the app in another tab wants to upgrade: let it, and open again at the next need.
      blocking: () => this.close(),
      terminated: () => {
        this.#db = null;
      },
    }).catch((error: unknown) => {
      this.#db = null;
      throw error;
    });
    return this.#db;
  }
}
