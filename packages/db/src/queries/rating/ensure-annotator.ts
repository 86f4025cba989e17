import { attentionRule, defaultGoldRule } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { annotators } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import { isToQualify } from '../qualification/is-to-qualify.ts';
import { asRater } from './audience.ts';

type Who = { projectId: string; userId: string; name: string };

export type Annotator = {
  id: string;
  projectId: string;
  userId: string;
  paused: boolean;
  pausedReason: string | null;
  pausedBy: 'golds' | null;
  /** They leave sensitive topics to others. */
  avoidsSensitive: boolean;
  /** The project's qualification comes before anything else. */
  toQualify: boolean;
};

/** Golds since they began or were resumed, those left out that do not count yet. */
export type CountedGolds = {
  goldsSeen: number;
  goldsWrong: number;
  /** The same of attention checks, which are none of the others. */
  attentionSeen: number;
  attentionWrong: number;
};

/** Tasks that they may still be handed today, beside those they hold; null: any number. */
type Day = { roomToday: number | null };

const columns = sql`a.id, a.project_id as "projectId", a.user_id as "userId", a.paused_at is not null as "paused",
  a.paused_reason as "pausedReason", a.paused_by as "pausedBy", ${isToQualify} as "toQualify",
  a.avoids_sensitive as "avoidsSensitive"`;
const byUser = sql`a.project_id = ${value('projectId')} and a.user_id = ${value('userId')}`;

/** Tasks that the annotator `a` rated since the day began, at midnight UTC. */
export const ratedToday = sql`(
  select count(*)::int from ratings r
  where r.annotator_id = a.id and r.kind = 'rating' and r.verdict <> 'skip'
    and r.created_at >= date_trunc('day', now(), 'UTC')
)`;

/**
 * Tasks that the annotator `a` holds. To be counted in one statement with `ratedToday`: a rating that comes in takes from
 * one what it adds to the other, and between two statements it would be in neither.
 */
export const held = sql`(
  select count(*)::int from leases l
  join tasks t on t.id = l.task_id and t.status = 'open'
  join batches b on b.id = l.batch_id and b.status = 'released'
  where l.annotator_id = a.id and l.state = 'active'
)`;

const find = statement<Annotator>(
  'rating_find_annotator',
  sql`select ${columns} from annotators a where ${byUser}`,
);

// A gold counts once its annotator has rated one to five more tasks, how many being drawn for each: the last byte of
// a rating's id is random. Whoever is paused cannot tell from the moment which pair it was.
const findAndLock = statement<Annotator & CountedGolds & Day>(
  'rating_lock_annotator',
  sql`
    select ${columns}, counted.seen as "goldsSeen", counted.wrong as "goldsWrong",
      counted.attention as "attentionSeen", counted.inattentive as "attentionWrong", case when m.daily_quota is not null
        then m.daily_quota - ${ratedToday} - ${held} end as "roomToday"
    from annotators a
    cross join lateral ${asRater({ projectId: sql`a.project_id`, userId: sql`a.user_id` })} m
    cross join lateral (
      select array_agg(last.created_at order by last.created_at desc) as times
      from (
        select r.created_at from ratings r where r.annotator_id = a.id and r.kind = 'rating'
        order by r.created_at desc limit 5
      ) last
    ) recent
    cross join lateral (
      select (count(*) filter (where not attention))::int as seen,
        (count(*) filter (where not attention and not "right"
          and nth <= ${sql.raw(String(defaultGoldRule.window))}))::int as wrong,
        (count(*) filter (where attention))::int as attention,
        (count(*) filter (where attention and not "right"
          and nth <= ${sql.raw(String(attentionRule.window))}))::int as inattentive
      from (
        select r.gold_right as "right", g.attention,
          row_number() over (partition by g.attention order by r.created_at desc, r.id desc) as nth
        from ratings r join golds g on g.task_id = r.task_id
        where r.annotator_id = a.id and r.gold_right is not null
          and r.created_at > coalesce(a.resumed_at, '-infinity')
          and r.updated_at < recent.times[1 + get_byte(uuid_send(r.id), 15) % 5]
      ) gold
    ) counted
    where ${byUser}
    for no key update of a`,
);

/** The annotator that a user is in a project; made when a rating page is first opened. */
export function ensureAnnotator(db: DbOrTransaction, who: Who): Promise<Annotator> {
  return lookOrMake(db, who, find);
}

/** The same, locked for a claim, with what their golds tell. */
export function lockAnnotator(db: DbOrTransaction, who: Who): Promise<Annotator & CountedGolds & Day> {
  return lookOrMake(db, who, findAndLock);
}

async function lookOrMake<Row>(
  db: DbOrTransaction,
  { projectId, userId, name }: Who,
  look: (db: DbOrTransaction, values: Record<string, unknown>) => Promise<Row[]>,
): Promise<Row> {
  const [found] = await look(db, { projectId, userId });
  if (found) return found;
  await db.insert(annotators).values({ projectId, userId, name }).onConflictDoNothing();
  const [made] = await look(db, { projectId, userId });
  if (!made) throw new Error(`annotator of user ${userId} in project ${projectId} was not made`);
  return made;
}
