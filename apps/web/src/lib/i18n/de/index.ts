import type { Texts } from '../texts.ts';
import { account } from './account.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { queue } from './queue.ts';
import { rating } from './rating.ts';
import { server } from './server.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';

export const german: Texts = { account, common, errors, queue, rating, server, session, shell };
