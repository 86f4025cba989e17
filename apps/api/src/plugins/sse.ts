import type { FastifyReply, FastifyRequest } from 'fastify';

/** One browser that listens. */
export type EventStream = {
  /** Sends an event. False once the stream is over: nothing more needs to be read for it. */
  send: (event: string, data: string, id?: string) => boolean;
  /** Fires when the browser, the server or the stream's age ended it. */
  closed: AbortSignal;
  close: () => void;
};

const pingMs = 15_000;
/** A browser that does not read is dropped; it comes back by itself and goes on by cursor. */
const mostBuffered = 1024 * 1024;
/** Streams end after a minute, and the browser comes back: so that a lost right is lost here, too. */
const longestMs = 60_000;
const retryMs = 1_000;

export type EventStreams = {
  open: (request: FastifyRequest, reply: FastifyReply) => EventStream;
  /** Ends every stream; for a server that closes. */
  closeAll: () => void;
};

/** The streams of one server. */
export function createEventStreams(): EventStreams {
  const closers = new Set<() => void>();
  return {
    open(request, reply) {
      const stream = openStream(request, reply);
      closers.add(stream.close);
      stream.closed.addEventListener('abort', () => closers.delete(stream.close));
      return stream;
    },
    closeAll() {
      for (const close of closers) close();
    },
  };
}

/**
 * Answers with server-sent events. Nothing is ever waited for: a slow reader fills its buffer up to the limit and
 * is dropped, whatever its socket says or does not say.
 */
function openStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  const controller = new AbortController();
  const { raw } = reply;
  reply.header('content-type', 'text/event-stream; charset=utf-8');
  reply.header('cache-control', 'no-store');
  // Proxies must hand on each event as it comes.
  reply.header('x-accel-buffering', 'no');
  // What the hooks set, the security headers above all, is not written by itself on a reply that is taken over.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  reply.hijack();
  raw.writeHead(200);

  const close = () => {
    if (controller.signal.aborted) return;
    clearInterval(ping);
    clearTimeout(age);
    controller.abort();
    raw.end();
  };
  const write = (text: string): boolean => {
    if (controller.signal.aborted) return false;
    if (raw.destroyed || raw.writableLength > mostBuffered) {
      close();
      raw.destroy();
      return false;
    }
    raw.write(text);
    return true;
  };
  const ping = setInterval(() => write(': ping\n\n'), pingMs);
  const age = setTimeout(close, longestMs);
  // Both: a request that was aborted and a socket that broke while we write.
  request.raw.on('close', close);
  raw.on('close', close);
  raw.on('error', close);
  write(`retry: ${retryMs}\n\n`);

  return {
    closed: controller.signal,
    close,
    // JSON has no raw line break, so one data line is enough.
    send: (event, data, id) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`),
  };
}
