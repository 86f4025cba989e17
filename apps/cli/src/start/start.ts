import { join, resolve } from 'node:path';
import { migrate } from '@prefloop/db';
import { CliError } from '../cli-error.ts';
import { prepareDataFolder } from '../embedded/data-folder.ts';
import { findServiceUser } from '../embedded/service-user.ts';
import type { CliEnv } from '../env.ts';
import type { ProcessIdentity } from '../process/identity.ts';
import { freePort } from '../process/ports.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { type Address, chooseAddress, reachableHost } from './address.ts';
import { makeAdminLink } from './admin-link.ts';
import { tellAttached } from './attached.ts';
import { type StartedDatabase, startDatabase } from './database.ts';
import { tellEnvironmentProgress } from './environment-progress.ts';
import { endOrphans } from './orphans.ts';
import { waitForReady } from './ready.ts';
import { readOrMakeSecret } from './secret.ts';
import { runService, type Service, type ServiceSpec } from './service.ts';
import { ServiceLog } from './service-log.ts';
import { apiService, type Deployment, webService, workerService } from './services.ts';
import { claimDataFolder, type StartLock, type StartState } from './state.ts';
import { listenForStop, type StopSignal } from './stop-signal.ts';
import { buildWeb } from './web-build.ts';

export interface StartOptions {
  dataDir: string;
  port: number | undefined;
  worker: boolean;
  /** Sources are watched and the web app is served by Vite. */
  watch: boolean;
}

const readyTimeoutMs = 60_000;

/**
 * Runs the whole platform until it is told to stop: database, API with the web app, worker. Answers the exit code.
 * A second start on the same data folder says what runs where and answers 0.
 */
export async function start(
  env: CliEnv,
  options: StartOptions,
  say: (text: string) => void,
): Promise<number> {
  await prepareDataFolder(options.dataDir, env.DATABASE_URL === undefined ? await findServiceUser() : null);
  const claim = await claimDataFolder(options.dataDir);
  if (claim.kind === 'running') return tellAttached(claim.state, options.dataDir, say);
  const house = new House(env, options, claim.lock, say);
  const stop = listenForStop(() => house.force());
  try {
    await house.open(claim.previous, stop);
    return await house.untilStopped(stop);
  } finally {
    await house.close();
  }
}

/** Everything one start has running, in the order in which it has to go down. */
class House {
  private readonly env: CliEnv;
  private readonly options: StartOptions;
  private readonly lock: StartLock;
  private readonly say: (text: string) => void;
  private readonly log: ServiceLog;
  private readonly processes: Record<string, ProcessIdentity> = {};
  private readonly services: Service[] = [];
  private database: StartedDatabase | null = null;
  private progress: Promise<void> = Promise.resolve();
  private fail: (error: unknown) => void = () => {};
  private readonly failed: Promise<unknown>;

  constructor(env: CliEnv, options: StartOptions, lock: StartLock, say: (text: string) => void) {
    this.env = env;
    this.options = options;
    this.lock = lock;
    this.say = say;
    this.log = new ServiceLog(join(options.dataDir, 'logs'), say);
    this.failed = new Promise((resolve) => {
      this.fail = resolve;
    });
  }

  async open(previous: StartState | null, stop: StopSignal): Promise<void> {
    if (previous !== null) {
      const ended = await endOrphans(previous);
      if (ended.length > 0) this.say(`Ended what an earlier start left running: ${ended.join(', ')}.`);
    }
    const address = await chooseAddress(this.env.HOST, this.options.port, this.env.PUBLIC_URL);
    if (address.note !== null) this.say(address.note);
    const [databaseUrl, webRoot] = await this.prepare(stop);
    if (stop.signal.aborted) return;
    const secret = this.env.PREFLOOP_SECRET ?? (await readOrMakeSecret(this.options.dataDir));
    const deployment: Deployment = { databaseUrl, dataDir: this.options.dataDir, secret, address, webRoot };
    await this.startServices(deployment, stop);
    if (stop.signal.aborted) return;
    await this.lock.update({ url: address.url, databaseUrl });
    await this.greet(deployment);
    if (this.options.worker) {
      this.progress = tellEnvironmentProgress(databaseUrl, this.say, stop.signal).catch((error: unknown) =>
        this.say(`The progress of the Python environment cannot be shown: ${String(error)}`),
      );
    }
  }

  async untilStopped(stop: StopSignal): Promise<number> {
    const end = await Promise.race([
      stop.requested.then(() => null),
      this.failed.then((error) => error ?? new Error('unknown')),
    ]);
    if (end !== null) throw end;
    this.say('Stopping …');
    return 0;
  }

  /** Services first, so that they can still write what they finish; the database last. */
  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.progress;
    await this.database?.stop();
    await this.log.close();
    await this.lock.release();
  }

  /** The second Ctrl-C: nothing is waited for. The next start cleans up after us. */
  force(): void {
    for (const service of this.services) service.kill();
    this.database?.kill();
    process.exit(130);
  }

  /** Database with its schema and the web build, side by side: they need nothing of each other. */
  private async prepare(stop: StopSignal): Promise<[string, string | null]> {
    const web = this.webRoot(stop);
    // Awaited below; noted here so that a failure before that is not called unhandled.
    web.catch(() => {});
    const url = await this.openDatabase();
    await migrate(url);
    if (this.env.PREFLOOP_DEMO === '1' && (await seedDemo(url)))
      this.say('Made a demo project, with pairs to rate.');
    return [url, await web.catch((error: unknown) => this.unlessStopping(error, stop))];
  }

  private async webRoot(stop: StopSignal): Promise<string | null> {
    if (this.options.watch) return null;
    if (this.env.PREFLOOP_WEB_ROOT !== undefined) return resolve(this.env.PREFLOOP_WEB_ROOT);
    return buildWeb({ signal: stop.signal, onBuild: () => this.say('Building the web app …') });
  }

  private unlessStopping(error: unknown, stop: StopSignal): null {
    if (!stop.signal.aborted) throw error;
    return null;
  }

  private async openDatabase(): Promise<string> {
    if (this.env.DATABASE_URL !== undefined) return this.env.DATABASE_URL;
    this.database = await startDatabase(this.options.dataDir, {
      onSpawn: (identity) => this.remember('postgres', identity),
      onNote: (text) => this.say(text),
      onLost: (error) => this.fail(error),
    });
    return this.database.url;
  }

  private async startServices(deployment: Deployment, stop: StopSignal): Promise<void> {
    const { watch } = this.options;
    const inner = watch ? await this.innerAddress(deployment.address) : deployment.address;
    await this.run(
      apiService({ ...deployment, address: { ...inner, url: deployment.address.url } }, watch),
      true,
    );
    if (this.options.worker) await this.run(workerService(deployment, watch), false);
    const origin = `http://${reachableHost(inner.host)}:${inner.port}`;
    const ready = await Promise.race([
      waitForReady(origin, { timeoutMs: readyTimeoutMs, signal: stop.signal }),
      this.failed.then((error) => Promise.reject(error)),
    ]);
    if (!ready) throw this.serviceError('api', `did not answer at ${origin}/readyz within a minute`);
    if (watch && !stop.signal.aborted) await this.run(webService(deployment, inner), true);
  }

  /** In development the browser talks to Vite, and the API moves to a port of its own behind it. */
  private async innerAddress(address: Address): Promise<Address> {
    return { ...address, port: await freePort(address.host) };
  }

  private async run(spec: ServiceSpec, needed: boolean): Promise<void> {
    await this.log.open(spec.name);
    const service = runService(spec, {
      onSpawn: (name, identity) => this.remember(name, identity),
      onLine: (name, line) => this.log.line(name, line),
      onCrash: (name, how, againInMs) => {
        if (againInMs !== null) this.say(`[${name}] ended (${how}); again in ${againInMs / 1_000} s.`);
      },
    });
    this.services.push(service);
    void service.gaveUp.then(() => {
      const error = this.serviceError(spec.name, 'keeps ending and is not started again');
      if (needed) this.fail(error);
      else this.say(`${error.message}\nEverything else goes on; restart to try again.`);
    });
  }

  private serviceError(name: string, what: string): CliError {
    return new CliError(`The ${name} ${what}. Its last words:\n${this.log.tail(name)}`, {
      remedy: `The whole log is ${this.log.path(name)}.`,
    });
  }

  private remember(name: string, identity: ProcessIdentity): void {
    this.processes[name] = identity;
    void this.lock.update({ processes: { ...this.processes } });
  }

  private async greet(deployment: Deployment): Promise<void> {
    const { url } = deployment.address;
    this.say(`Prefloop is running at ${url}`);
    const link = await makeAdminLink(deployment.databaseUrl, url);
    if (link !== null) this.say(`Become its admin with this link (once, within 24 hours):\n  ${link}`);
    this.say('Ctrl-C stops it.');
  }
}
