import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../kernel/failure.ts';

/** A port on this machine that can be closed for a while and opened again, the same one. */
export class Listener {
  readonly server: Server = createServer();
  #port: number;
  #closed: Promise<void> | undefined;

  /** 0: any free port, kept from then on. */
  constructor(port: number) {
    this.#port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Opens the port, also again. Failure `hosts.portInUse`. */
  async open(): Promise<void> {
    if (this.server.listening) return;
    this.server.closeAllConnections();
    await this.#closed;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.server.once('error', reject);
    this.server.listen(this.#port, '127.0.0.1', resolve);
    await promise.catch((error: unknown) => {
      throw inWords(error, this.#port);
    });
    this.server.off('error', reject);
    this.#port = (this.server.address() as AddressInfo).port;
  }

  /** From now on connections are refused; those that stand may end. */
  refuse(): void {
    if (!this.server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.server.close(() => resolve());
    this.#closed = promise;
  }

  /** Refuses, and cuts the connections that stand. */
  async close(): Promise<void> {
    this.refuse();
    this.server.closeAllConnections();
    await this.#closed;
  }
}

function inWords(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  return new Failure(
    'hosts.portInUse',
    `port ${port} on 127.0.0.1 is in use by another program; choose another port, or 0 for a free one`,
    { cause: error },
  );
}
