import { account } from './account.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { queue } from './queue.ts';
import { rating } from './rating.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';

/** Every text in English, by namespace. What a key is called and which variables it takes is decided here. */
export const english = { account, common, errors, queue, rating, session, shell } as const;
