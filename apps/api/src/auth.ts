import { apiKey } from '@better-auth/api-key';
import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import { type Db, findUserById, schema } from '@prefloop/db';
import { betterAuth } from 'better-auth';
import { v7 } from 'uuid';

export const keyPrefix = 'pfl_';

/**
 * better-auth, used as a library: its HTTP handler is never mounted, so the only way in is through our own
 * routes, which stand in the access table like any other.
 */
export function createAuth(
  db: Db,
  options: { secret: string; publicUrl: string },
  log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void = () => {},
) {
  return betterAuth({
    baseURL: options.publicUrl,
    secret: options.secret,
    telemetry: { enabled: false },
    // Its further arguments may quote rows; the message is enough.
    logger: { level: 'warn', log: (level, message) => log(level, message) },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: schema.users,
        session: schema.sessions,
        account: schema.accounts,
        verification: schema.verifications,
        apikey: schema.apiKeys,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'member' },
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    // Seven days from signing in, whatever happens: reading never writes a session row.
    session: { expiresIn: 60 * 60 * 24 * 7, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await findUserById(db, userId);
            return user !== null && user.disabledAt === null;
          },
        },
      },
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'prefloop',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => v7() },
    },
    plugins: [
      apiKey({
        defaultPrefix: keyPrefix,
        enableMetadata: false,
        maximumNameLength: 60,
        startingCharactersConfig: { shouldStore: true, charactersLength: 10 },
        rateLimit: { enabled: false },
        keyExpiration: { defaultExpiresIn: null },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
