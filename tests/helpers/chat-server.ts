import { createServer, type IncomingMessage } from 'node:http';

export type ChatRequest = {
  authorization: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    seed: number;
    logprobs?: boolean;
    top_k?: number;
  };
};

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export function completion(text: string, changes: Record<string, unknown> = {}): Answer {
  return {
    status: 200,
    body: {
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [
        { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text }, ...changes },
      ],
      usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
    },
  };
}

/** A server that speaks as much of the OpenAI protocol as we use, on a free loopback port. */
export async function startChatServer(
  answer: (request: ChatRequest, count: number) => Answer,
  models: string[] | null = ['test-model'],
) {
  const requests: ChatRequest[] = [];
  const server = createServer((request, response) => {
    void respond(request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  async function respond(request: IncomingMessage): Promise<Answer> {
    if (request.url?.endsWith('/models')) {
      if (models === null) return { status: 404, body: { error: { message: 'no such page' } } };
      return { status: 200, body: { object: 'list', data: models.map((id) => ({ id, object: 'model' })) } };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const heard = {
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    };
    requests.push(heard);
    return answer(heard, requests.length);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
