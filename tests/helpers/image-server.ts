import { createServer, type IncomingHttpHeaders } from 'node:http';

export type ImageServer = {
  url: string;
  /** What came in, in order. */
  requests: { path: string; headers: IncomingHttpHeaders }[];
  close: () => Promise<void>;
};

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="teal"/></svg>';

/** A server of images on a loopback port of its own, which remembers who asked. What is called `missing` is not there. */
export async function startImageServer(): Promise<ImageServer> {
  const requests: ImageServer['requests'] = [];
  const server = createServer(({ url = '', headers }, response) => {
    requests.push({ path: url, headers });
    const there = !url.includes('missing');
    response.writeHead(there ? 200 : 404, { 'content-type': there ? 'image/svg+xml' : 'text/plain' });
    response.end(there ? picture : 'no such image');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
