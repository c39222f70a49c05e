import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A server that behaves as badly as it is told; it counts what reached it. */
export interface RudeServer {
  readonly url: string;
  /** The request lines and bodies that arrived, one text per request. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** `behave` is called once per request, when it has arrived whole. */
export async function rudeServer(behave: (socket: Socket) => void): Promise<RudeServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (!isWhole(text)) return;
      requests.push(text);
      text = '';
      behave(socket);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** An HTTP answer as it goes over the wire. */
export function httpAnswer(status: number, body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = Buffer.byteLength(text);
  return `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${text}`;
}

function isWhole(text: string): boolean {
  const [head, body] = text.split('\r\n\r\n');
  if (head === undefined || body === undefined) return false;
  const length = /content-length: (\d+)/i.exec(head)?.[1] ?? '0';
  return Buffer.byteLength(body) >= Number(length);
}
